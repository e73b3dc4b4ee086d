/** Of what a call is the first one that a program makes: of a loop's rounds, or of the calls of the function around it. */
export interface FirstOf {
  readonly kind: 'round' | 'call';
  /** The loop, or the call of the function that was followed. */
  readonly at: number;
  /** How many there are; null where only a run would tell. */
  readonly count: number | null;
  /** What is called; empty for a loop. */
  readonly name: string;
}
