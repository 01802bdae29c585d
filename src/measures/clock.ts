// Names the clocks that times are read from; a number is read from one, and says which.

/**
 * `artifact`: the times of what was said, in the messages of the artifact. `event`: the timestamps of speech-updates,
 * which notice a user's start some 0.35 s late and a stop some 0.7 s late.
 */
export const CLOCKS = ['artifact', 'event'] as const;
export type Clock = (typeof CLOCKS)[number];
