import { FAULTS, type FaultCode } from '#vocabulary/faults/all.ts';
import type { Next } from '#vocabulary/faults/fault.ts';
import { TERMS, TERM_PLACES } from '#vocabulary/faults/terms.ts';
import { say, type Language } from '#vocabulary/words.ts';

export type FaultValues = Readonly<Record<string, string | number>>;

/** What a caller is told: in the body of every error answer of the API. */
export interface FaultAnswer { code: FaultCode; message: string; next: Next; values: FaultValues }

/** An error from the closed set: its code is a sentence in every language and says what happens next. */
export class Fault extends Error {
  constructor(readonly code: FaultCode, readonly values: FaultValues = {}, options?: { cause?: unknown }) {
    super(say(FAULTS[code].says, 'en', inWords(values, 'en')), options);
    this.name = 'Fault';
  }
  get status(): number { return FAULTS[this.code].status; }
  answer(language: Language): FaultAnswer {
    const entry = FAULTS[this.code];
    return { code: this.code, message: say(entry.says, language, inWords(this.values, language)), next: entry.next, values: this.values };
  }
}

/** The values as they stand in a sentence; programs get them as they are. */
function inWords(values: FaultValues, language: Language): FaultValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => {
    const term = TERM_PLACES.has(name) && Object.hasOwn(TERMS, value) ? TERMS[value] : undefined;
    return [name, term?.[language] ?? value];
  }));
}
