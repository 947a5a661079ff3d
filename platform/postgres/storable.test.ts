import { expect, test } from 'vitest';
import fc from '#tests/properties.ts';
import { isStorable, storable } from './storable.ts';

test.each([
  ['a\u0000b', 'ab'], ['tea \ud83c', 'tea '], ['\udf75 tea', ' tea'], [{ 'k\u0000': ['\u0000', { deep: 'x\ud800y' }] }, { k: ['', { deep: 'xy' }] }], ['\\u0000 \\\u0000\\', '\\u0000 \\\\'],
] as const)('%j is kept as %j', (given, kept) => {
  expect(storable(given)).toEqual(kept);
  expect([isStorable(given), isStorable(kept)]).toEqual([false, true]);
});

test('whatever holds neither NUL nor half a character stays the very same', () => {
  const whole = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\u0000', ''));
  fc.assert(fc.property(fc.dictionary(whole, fc.oneof(whole, fc.double({ noNaN: true }), fc.array(whole), fc.constant(null))), (value) => { expect(storable(value)).toBe(value); }));
  for (const value of [undefined, null, 1, 'tea 🍵', '\\u0000', '\\ud800']) expect(storable(value)).toBe(value);
});
