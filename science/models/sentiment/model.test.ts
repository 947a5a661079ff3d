import fc from '#tests/properties.ts';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { calibrate } from './calibration.ts';
import { labelOf, opinionOf, probabilityOf } from './classify.ts';
import { model, type SentimentFit } from './model.ts';
import { judges } from './opinion-words.ts';
import { choosing, testing } from './plain-statements.fixture.ts';

const tools = { random: seeded(1) };
const table = (text: string[], positive?: number[]): Table => ({ rows: text.length, columns: { text, ...(positive ? { positive: Float64Array.from(positive) } : {}) } });

function fitted(data: Table, options: Options = {}): SentimentFit {
  const fit = model.fit(data, options, tools);
  if (fit.status !== 'fitted') throw new Error(fit.why.sentence);
  return fit.value;
}

function chance(text: string): number {
  const reading = opinionOf(text);
  if (reading.status === 'declined') throw new Error(reading.why.sentence);
  return probabilityOf(reading.opinion.logOdds);
}

describe('opinion of one text', () => {
  test.each([
    ['物流很快，包装完好，很满意'], ['绝绝子 yyds'], ['这个牌子从来没让我失望过'], ['东西很好，没有翻车'], ['這個品牌的客服態度非常好，下次還會再買'],
    ['I love this'], ['not bad at all'], ['This cream never disappoints'], ['😍👍'],
  ])('%s is positive', (text) => expect(labelOf(chance(text), 0.7)).toBe('positive'));

  test.each([
    ['雷军这次发布会真的翻车了'], ['客服态度太差了，再也不会买了'], ['產品爛透了，太失望了'], ['纯纯的智商税'],
    ['This is the worst purchase ever'], ['a complete waste of money'], ['😡😡'],
  ])('%s is negative', (text) => expect(labelOf(chance(text), 0.7)).toBe('negative'));

  test.each([['今天开会讨论了预算'], ['The meeting is at 3 pm']])('%s says nothing of opinion and is uncertain', (text) => expect(labelOf(chance(text), 0.7)).toBe('uncertain'));

  // A miss that is known and stays until the texts learnt from improve.
  test.each([['一般般吧', 'negative']])('%s ought to be uncertain and is called %s', (text, label) => expect(labelOf(chance(text), 0.7)).toBe(label));

  test.each([['choosing', choosing], ['testing', testing]] as const)('statements that do not judge are uncertain, and short judgements are not (%s)', (_, { plain, good, bad }) => {
    const called = (texts: readonly string[], label: string): number => texts.filter((text) => labelOf(chance(text), 0.7) === label).length / texts.length;
    expect(called(plain, 'uncertain')).toBeGreaterThanOrEqual(0.95);
    expect(called(good, 'positive')).toBeGreaterThanOrEqual(0.8);
    expect(called(bad, 'negative')).toBeGreaterThanOrEqual(0.8);
    expect(called(good, 'negative') + called(bad, 'positive')).toBeLessThanOrEqual(0.05);
  });

  test('words that judge are found whole: "made" is not "mad", 出差 is not 差', () => {
    expect(['the jacket is made of cotton', 'it starts every monday'].map((text) => judges(text, 'en'))).toEqual([false, false]);
    expect(['he was mad at me', 'it works'].map((text) => judges(text, 'en'))).toEqual([true, false]);
    expect(['他去北京出差了', '你好', '质量差', '很好'].map((text) => judges(text, 'zh'))).toEqual([false, false, true, true]);
  });

  test('a traditional text is judged as its simplified twin', () => {
    for (const [hant, hans] of [['這個產品質量很好，我會推薦給朋友', '这个产品质量很好，我会推荐给朋友'], ['客服態度惡劣，發貨還慢', '客服态度恶劣，发货还慢'], ['絕絕子', '绝绝子'], ['從來沒讓我失望', '从来没让我失望']]) {
      expect(opinionOf(hant), hant).toMatchObject({ opinion: { logOdds: (opinionOf(hans) as { opinion: { logOdds: number } }).opinion.logOdds } });
    }
  });

  test('width, capitals, addresses and names of people change nothing', () => {
    expect(chance('GREAT Product! @anna https://example.org/x')).toBe(chance('great product!'));
    expect(chance('Ｇｒｅａｔ product！')).toBe(chance('great product!'));
  });

  test.each([['', 'no-words'], ['   ', 'no-words'], ['12345 …', 'no-words'], ['とても良かったです', 'other-script'], ['아주 좋아요', 'other-script'], ['Очень хорошо', 'other-script']])('"%s" is declined: %s', (text, code) => {
    const reading = opinionOf(text);
    expect(reading.status === 'declined' && reading.why.code).toBe(code);
  });

  test('any text at all gives a probability off 0 and 1, or a reason', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const reading = opinionOf(text);
      if (reading.status === 'declined') return reading.why.sentence.length > 0;
      const p = probabilityOf(reading.opinion.logOdds);
      return p > 0 && p < 1;
    }), { numRuns: 100 });
  });
});

describe('opinion of many texts', () => {
  test('shares are counted, and a row that cannot be read is left out by its number', () => {
    const data = table(['很满意', '', '太差了，退货', 'とても良い']);
    const fit = fitted(data);
    expect(fit).toMatchObject({ rows: 4, read: 2, labels: { positive: 1, negative: 1, uncertain: 0 } });
    const got = model.predict(fit, data, {}, tools);
    expect(got.status === 'fitted' && [...got.value.columns.row as Float64Array]).toEqual([1, 3]);
    expect(got.status === 'fitted' && got.value.columns.label).toEqual(['positive', 'negative']);
  });

  test('slope and intercept by which people judge are found again: nine in ten intervals hold them', () => {
    const truth = { slope: 0.6, intercept: -0.4 };
    // The texts stay, so that they are read once; the judgements are drawn anew.
    const texts = model.simulate({ rows: 600, ...truth }, { random: seeded(7) }).columns.text as string[];
    const z = texts.map((text) => { const reading = opinionOf(text); return reading.status === 'read' ? reading.opinion.logOdds : 0; });
    const random = seeded(8);
    let [slopes, intercepts] = [0, 0];
    for (let run = 0; run < 300; run++) {
      const got = calibrate(z, z.map((v) => (random.next() < probabilityOf(truth.slope * v + truth.intercept) ? 1 : 0)));
      if ('code' in got) throw new Error(got.sentence);
      if (Math.abs(got.slope - truth.slope) < 1.645 * got.slopeError) slopes++;
      if (Math.abs(got.intercept - truth.intercept) < 1.645 * got.interceptError) intercepts++;
    }
    expect(slopes / 300).toBeGreaterThan(0.85);
    expect(slopes / 300).toBeLessThan(0.95);
    expect(intercepts / 300).toBeGreaterThan(0.85);
    expect(intercepts / 300).toBeLessThan(0.95);
  });

  test('order of rows changes no count, and labels given are followed', () => {
    const data = model.simulate({ rows: 400, slope: 0.5, intercept: 1 }, { random: seeded(3) });
    const back: Table = { rows: 400, columns: { text: [...data.columns.text as string[]].reverse(), positive: Float64Array.from(data.columns.positive as Float64Array).reverse() } };
    const fit = fitted(data);
    expect(fitted(back).labels).toEqual(fit.labels);
    expect(fit.calibration?.intercept).toBeGreaterThan(0.3);
  });

  test.each<[string, Table, Options, string]>([
    ['no text', table([]), {}, 'too-few-rows'],
    ['texts without a word', table(['', '…']), {}, 'nothing-read'],
    ['no column of texts', { rows: 1, columns: {} }, {}, 'column-missing'],
    ['a label that is none', table(['很好'], [Number.NaN]), {}, 'not-a-flag'],
    ['a label of 2', table(['很好'], [2]), {}, 'not-a-flag'],
    ['one label alone', table(['很好'], [1]), {}, 'too-few-labels'],
    ['labels told apart without error', table([...Array(60).fill('很满意'), ...Array(60).fill('太差了')], [...Array(60).fill(1), ...Array(60).fill(0)]), {}, 'labels-separated'],
    ['a band below one half', table(['很好']), { certain: 0.4 }, 'option-invalid'],
  ])('%s is declined', (_, data, options, code) => {
    const got = model.fit(data, options, tools);
    expect(got.status === 'declined' && got.why.code).toBe(code);
  });

  test('an enormous text is read in part and in good time', () => {
    const begun = performance.now();
    expect(labelOf(chance('很满意，'.repeat(1_000_000)), 0.7)).toBe('positive');
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
