// Keeps a bounded number of answers by what they were asked for: a log has the same defects in record after record.

const MOST = 4_000;
const MOST_CHARACTERS = 500;

export class Kept<Answer> {
  readonly #answers = new Map<string, Answer>();

  /** Long questions come once, and full is started anew. */
  get(question: string, answer: () => Answer): Answer {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const made = answer();
    if (question.length > MOST_CHARACTERS) return made;
    if (this.#answers.size === MOST) this.#answers.clear();
    this.#answers.set(question, made);
    return made;
  }
}
