// Names a refusal: the status that a request is answered with instead of being stored, and the reason for the log.

/** `message` is for the log and holds nothing of the body and no secret. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
