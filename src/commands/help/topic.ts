// Names what a topic of help is: a page about something that is no command.

export interface Topic {
  /** One line of help. */
  readonly about: string;
  /** The topic's code, loaded only when it is asked for. */
  load(): Promise<{ page(subject: string | undefined): readonly Section[] }>;
  /** The subjects that it can show alone. */
  subjects?(): Promise<readonly string[]>;
}

/** A heading with paragraphs, then terms with what they mean. */
export interface Section {
  readonly heading: string;
  readonly text?: string;
  readonly terms: readonly (readonly [term: string, about: string | readonly string[]])[];
}
