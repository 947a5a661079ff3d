import fc from '#tests/properties.ts';
import * as OpenCC from 'opencc-js/t2cn';
import { describe, expect, test } from 'vitest';
import { grams, units } from './grams.ts';
import { writingOf, type Writing } from './language.ts';
import { logOdds, readWeights, writeWeights } from './linear-classifier.ts';
import { folded, normalise } from './normalise.ts';
import { shareOf } from './share.ts';
import { simplify } from './simplify.ts';

describe('one spelling', () => {
  test('traditional characters become what OpenCC makes of them one by one, and the length stays', () => {
    const convert = OpenCC.Converter({ from: 't', to: 'cn' });
    for (const text of ['這個產品質量很好，我會推薦給朋友', '體驗很差，客服態度惡劣，發貨還慢', '顏色與圖片不符，繡花開線', 'plain 文字']) {
      expect(simplify(text)).toBe([...text].map((each) => convert(each)).join(''));
      expect(simplify(text)).toHaveLength(text.length);
    }
  });

  test('simplifying and folding twice is the same as once, and folding keeps places', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      expect(simplify(simplify(text))).toBe(simplify(text));
      expect(folded(text)).toHaveLength(text.length);
    }), { numRuns: 100 });
  });

  test('addresses, names of people and letters kept up are taken down', () => {
    expect(normalise('Sooooooo GOOD @anna_b https://example.org/a?b=c ＯＫ')).toBe('sooo good   ok');
  });
});

describe('writing', () => {
  test.each<[string, Writing]>([
    ['物流很快', 'zh'], ['物流很快 yyds', 'zh'], ['這個很好', 'zh'], ['I love 小红书 so much', 'en'], ['Great!', 'en'], ['', 'none'], ['123 …😀', 'none'],
    ['とても良かったです', 'other'], ['아주 좋아요', 'other'], ['Очень хорошо', 'other'], ['جيد جدا', 'other'],
  ])('"%s" is %s', (text, writing) => expect(writingOf(text)).toBe(writing));
});

describe('features', () => {
  test('units are characters of Chinese, words of English and marks that raise the voice; other marks part them', () => {
    expect(units("很好!don't go, 3次")).toEqual(['很', '好', '!', "don't", 'go', '', '0', '次']);
  });

  test('no run crosses a mark, and a denied word is another word', () => {
    expect(grams('好，快')).toHaveLength(2);
    expect(grams('好快')).toHaveLength(3);
    const [plain, denied] = [grams('good'), grams('not good')];
    expect(denied.some((feature) => plain.includes(feature))).toBe(false);
  });

  test('weights come back from their stored form to half a step, and what was never learnt weighs nothing', () => {
    const learnt = fc.uniqueArray(fc.tuple(fc.nat(2 ** 24 - 1), fc.double({ min: -1.27, max: 1.27, noNaN: true })), { selector: ([feature]) => feature, maxLength: 200 });
    fc.assert(fc.property(learnt, (weights) => {
      const read = readWeights(writeWeights(weights, 0.01, 0.5));
      for (const [feature, weight] of weights) expect(Math.abs(read.weight(feature) - weight)).toBeLessThanOrEqual(0.005 + 1e-12);
      expect(logOdds(read, [])).toBe(0.5);
    }), { numRuns: 60 });
  });
});

test('the interval of a share is that of Wilson: 10 of 100 at 95 % is 5.52 % to 17.44 %', () => {
  const share = shareOf(10, 100, 0.95);
  expect(share.low).toBeCloseTo(0.0552, 4);
  expect(share.high).toBeCloseTo(0.1744, 4);
});
