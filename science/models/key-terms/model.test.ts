import fc from '#tests/properties.ts';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../math/random.ts';
import { dictionaryOf, wordsOf } from '../../text/words.ts';
import type { Options, Table } from '../contract.ts';
import { logLikelihood, ratio } from './contrast.ts';
import { model, type KeyTermsFit } from './model.ts';

const tools = { random: seeded(1) };
const table = (text: string[], group?: string[]): Table => ({ rows: text.length, columns: { text, ...(group ? { group } : {}) } });
const times = (n: number, text: string): string[] => Array.from({ length: n }, () => text);

function fitted(data: Table, options: Options = {}): KeyTermsFit {
  const fit = model.fit(data, options, tools);
  if (fit.status !== 'fitted') throw new Error(fit.why.sentence);
  return fit.value;
}

describe('the log-likelihood of a term', () => {
  // Dunning 1993, table 1: k(AB), k(A ~B), k(~A B), k(~A ~B) of pairs of words in a text of 31,777; A after B or not.
  test.each([
    [270.72, 110, 2442, 111, 29114],
    [263.90, 29, 13, 123, 31612],
    [256.84, 31, 23, 139, 31584],
    [167.23, 10, 0, 3, 31764],
  ])('is %f as Dunning gives it', (score, ab, aNotB, bNotA, neither) => {
    expect(logLikelihood(ab, ab + aNotB, bNotA, bNotA + neither)).toBeCloseTo(score, 2);
  });

  test('is zero for equal shares and does not mind which side is which', () => {
    fc.assert(fc.property(fc.nat(50), fc.integer({ min: 50, max: 90 }), fc.nat(50), fc.integer({ min: 50, max: 90 }), (a, n, b, m) => {
      expect(logLikelihood(a, n, b, m)).toBeCloseTo(logLikelihood(b, m, a, n), 9);
      expect(logLikelihood(a, n, a, n)).toBeCloseTo(0, 9);
      expect(logLikelihood(2 * a, 2 * n, 2 * b, 2 * m)).toBeCloseTo(2 * logLikelihood(a, n, b, m), 8);
    }));
  });
});

describe('words', () => {
  const cut = (text: string, own: string[] = []): string[] => wordsOf(text, dictionaryOf(own)).map(({ word }) => word);

  test('own terms stay whole, the longer before the shorter, and a Latin one is no part of a word', () => {
    expect(cut('我们做私域流量', ['私域', '私域流量'])).toContain('私域流量');
    expect(cut('An apple in the APP', ['app'])).toEqual(['an', 'apple', 'in', 'the', 'app']);
  });

  test('a traditional text is cut as its simplified twin and keeps how it was written', () => {
    expect(cut('這個顏色很漂亮')).toEqual(cut('这个颜色很漂亮'));
    expect(wordsOf('這個顏色很漂亮', dictionaryOf([])).map(({ written }) => written).join('')).toBe('這個顏色很漂亮');
  });
});

describe('key terms', () => {
  test('names that the word breaks cut to pieces are joined again where they always stand together', () => {
    const about = ['颜色不错', '朋友推荐的', '质量很好', '书很多', '物流慢', '红色好看', '小孩喜欢', '再看看'];
    const texts = about.flatMap((each, i) => [`在小红书看到，${each}`, `${each}，小红书`, `小红书${about[(i + 3) % 8]}`, `${each} customer service`, `customer service ${about[(i + 5) % 8]}`]);
    const terms = fitted(table(texts), { most: 100 }).terms.map(({ term }) => term);
    expect(terms).toContain('小红书');
    expect(terms).toContain('customer service');
    expect(terms).not.toContain('红');
  });

  test('groups are set apart by what they speak of, shown as it is written most', () => {
    const texts = [...times(30, '物流太慢，包裝破了'), ...times(10, '物流太慢，包装破了'), ...times(40, '颜色漂亮，面料舒服')];
    const fit = fitted(table(texts, [...times(40, 'bad'), ...times(40, 'good')]));
    expect(fit.measure).toBe('log-likelihood');
    const bad = fit.terms.filter(({ group }) => group === 'bad');
    expect(bad.some(({ written }) => written.includes('包裝'))).toBe(true);
    expect(bad.every(({ times: more }) => more !== undefined && more.low > 1)).toBe(true);
    const got = model.predict(fit, table(['包装又破了', '没事']), {}, tools);
    expect(got.status === 'fitted' && (got.value.columns.terms as string[])[1]).toBe('');
  });

  test('how many times more often a term stands in a group is found again: nine in ten intervals hold it', () => {
    let held = 0;
    const runs = 200;
    for (let run = 0; run < runs; run++) {
      const { text, group } = model.simulate({ share: 0.2, lift: 2 }, { random: seeded(run) }).columns as { text: string[]; group: string[] };
      const count = (name: string): number => text.filter((each, i) => group[i] === name && each.includes('物流')).length;
      const got = ratio(count('app'), 200, count('store'), 200);
      if (got.low <= 2 && 2 <= got.high) held++;
    }
    expect(held / runs).toBeGreaterThan(0.85);
    expect(held / runs).toBeLessThan(0.95);
  });

  test('where groups are alike hardly ever a term is listed; where one is twice as frequent it mostly is', () => {
    let [wrong, right] = [0, 0];
    for (let run = 0; run < 20; run++) {
      if (fitted(model.simulate({ lift: 1 }, { random: seeded(`same ${run}`) })).terms.length > 0) wrong++;
      if (fitted(model.simulate({ lift: 2.5 }, { random: seeded(`more ${run}`) })).terms.some(({ group, term }) => group === 'app' && term === '物流')) right++;
    }
    expect(wrong).toBeLessThanOrEqual(3);
    expect(right).toBeGreaterThanOrEqual(17);
  });

  test('a background is held against the others and lists nothing itself; terms left out stay out', () => {
    const texts = [...times(20, '物流太慢'), ...times(20, '颜色漂亮'), ...times(20, '客服热情')];
    const fit = fitted(table(texts, [...times(20, 'a'), ...times(20, 'b'), ...times(20, 'c')]), { background: 'c', left_out: ['颜色'] });
    expect(new Set(fit.terms.map(({ group }) => group))).toEqual(new Set(['a', 'b']));
    expect(fit.terms.some(({ term }) => term === '颜色')).toBe(false);
  });

  test('order of rows changes nothing', () => {
    const data = model.simulate({}, { random: seeded(5) });
    const back = table([...data.columns.text as string[]].reverse(), [...data.columns.group as string[]].reverse());
    expect(fitted(back)).toEqual(fitted(data));
  });

  test('a term in every text marks nothing', () => {
    const texts = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? '咖啡，面包' : '咖啡，牛奶'));
    expect(fitted(table(texts)).terms.map(({ term }) => term).toSorted()).toEqual(['牛奶', '面包'].toSorted());
  });

  test.each<[string, Table, Options, string]>([
    ['no text', table([]), {}, 'too-few-rows'],
    ['one text', table(['颜色']), {}, 'too-few-rows'],
    ['empty texts', table(times(20, '')), {}, 'too-few-texts'],
    ['a group of one', table([...times(20, '颜色漂亮'), '物流太慢'], [...times(20, 'a'), 'b']), {}, 'group-too-small'],
    ['a background that is not there', table([...times(20, '颜色漂亮'), ...times(20, '物流太慢')], [...times(20, 'a'), ...times(20, 'b')]), { background: 'x' }, 'background-missing'],
    ['numbers for texts', { rows: 1, columns: { text: new Float64Array(1) } }, {}, 'column-kind'],
  ])('%s is declined', (_, data, options, code) => {
    const got = model.fit(data, options, tools);
    expect(got.status === 'declined' && got.why.code).toBe(code);
  });
});
