import { FAULTS, type FaultCode } from '#vocabulary/faults/all.ts';
import type { Next } from '#vocabulary/faults/fault.ts';
import { say, type Language } from '#vocabulary/words.ts';

export type FaultValues = Readonly<Record<string, string | number>>;

/** What a caller is told: in the body of every error answer of the API. */
export interface FaultAnswer { code: FaultCode; message: string; next: Next; values: FaultValues }

/** An error from the closed set: its code is a sentence in every language and says what happens next. */
export class Fault extends Error {
  constructor(readonly code: FaultCode, readonly values: FaultValues = {}, options?: { cause?: unknown }) {
    super(say(FAULTS[code].says, 'en', values), options);
    this.name = 'Fault';
  }
  get status(): number { return FAULTS[this.code].status; }
  answer(language: Language): FaultAnswer {
    const entry = FAULTS[this.code];
    return { code: this.code, message: say(entry.says, language, this.values), next: entry.next, values: this.values };
  }
}
