/** What a pool says to its threads is the order itself; this is what they answer. */
export type FromThread<Answer> =
  | { kind: 'progress'; share: number; stage: string }
  | { kind: 'answer'; answer: Answer }
  | { kind: 'failed'; message: string; stack: string };
