import { expect, it } from 'vitest';
import { asException } from './exception.ts';

it('reads number, name and sentence of what the engine throws', () => {
  expect(asException(new Error('Code: 60. DB::Exception: Unknown table x. (UNKNOWN_TABLE)'))).toMatchObject({ code: 60, type: 'UNKNOWN_TABLE', message: 'Unknown table x.' });
});

it('unwraps a sentence that was wrapped twice', () => {
  const twice = 'Code: 164. DB::Exception: Code: 164. DB::Exception: Cannot modify. (READONLY) (version 26.7.2.1). (READONLY)';
  expect(asException(new Error(twice)).message).toBe('Cannot modify.');
});

it('keeps a sentence over several lines, with brackets of its own', () => {
  const text = 'Code: 27. DB::Exception: Cannot parse: (at row 1)\n: While executing X. (CANNOT_PARSE_INPUT_ASSERTION_FAILED)';
  expect(asException(new Error(text))).toMatchObject({ code: 27, message: 'Cannot parse: (at row 1)\n: While executing X.' });
});

it('does not lose an error of another shape', () => {
  expect(asException(new Error('boom'))).toMatchObject({ code: 1000, type: 'POCO_EXCEPTION', message: 'boom' });
});
