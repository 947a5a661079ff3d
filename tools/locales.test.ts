import { describe, expect, it } from 'vitest';
import { compareTexts, textsOf } from './locales.ts';

const faults = (en: object, hans: object): readonly string[] => compareTexts(textsOf(en), textsOf(hans), 'area');

describe('hand-written texts', () => {
  it('agree where both languages have the same keys and values, plurals apart', () => {
    expect(faults({ a: { b: 'Hi {{name}}' }, n_one: 'one', n_other: '{{count}} people' }, { a: { b: '{{name}},您好' }, n_zero: '没有人', n_other: '{{count}} 人' })).toEqual([]);
  });
  it.each([
    ['a text is missing', { a: 'A', b: 'B' }, { a: '甲' }, 'zh-Hans.json: write the text "b"'],
    ['a text is only there in Chinese', { a: 'A' }, { a: '甲', b: '乙' }, 'en.json: write the text "b"'],
    ['another value is put in', { a: '{{name}}' }, { a: '{{nane}}' }, 'different values'],
    ['a text is empty', { a: 'A' }, { a: ' ' }, 'empty'],
    ['Chinese has a form that is never shown', { n_one: '1', n_other: '2' }, { n_one: '1', n_other: '2' }, 'never shown'],
    ['English lacks the general form', { n_one: '1' }, { n_other: '2' }, 'no "_other"'],
  ])('do not when %s', (_, en, hans, said) => {
    expect(faults(en, hans).join('\n')).toContain(said);
  });
});
