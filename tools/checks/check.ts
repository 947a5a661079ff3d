/** One thing that is checked on every change. A check is one file in this folder and exports `check`. */
export interface Check {
  /** `npm run check -- <id>`. */
  id: string;
  /** What is asked, as a short sentence. */
  asks: string;
  /** Every fault as a sentence that names the place and says what to do; none where all is well. */
  run(root: string): Promise<readonly string[]>;
}
