/** What GET /start answers. */
export interface StartAnswer { hasOwner: boolean; sample: SampleState }
export interface SampleState {
  state: 'absent' | 'loading' | 'ready' | 'failed';
  /** From 0 to 1. */
  share: number;
  workspace: number | null;
  message: string | null;
}
