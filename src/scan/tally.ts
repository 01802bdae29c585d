// Turns the records that were read into counts, in which every one of them appears once.

/** records = speechUpdates + otherMessages + notMessages + notJson; speechUpdates = valid + invalid where judged. */
export interface Tally {
  records: number;
  speechUpdates: number;
  valid: number;
  invalid: number;
  /** Of the valid ones: those with something that the contract does not know. */
  drift: number;
  otherMessages: number;
  notJson: number;
  notMessages: number;
}

export function emptyTally(): Tally {
  return {
    records: 0,
    speechUpdates: 0,
    valid: 0,
    invalid: 0,
    drift: 0,
    otherMessages: 0,
    notJson: 0,
    notMessages: 0,
  };
}

export function addTally(total: Tally, more: Tally): void {
  for (const key of Object.keys(more) as (keyof Tally)[]) total[key] += more[key];
}
