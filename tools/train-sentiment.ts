/**
 * Learns the weights of science/models/sentiment from the labelled sets in ../shared/data/sentiment whose licences allow it,
 * and measures them on rows held out and on sets never learnt from: `npx tsx tools/train-sentiment.ts [zh|en] [--measure]`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { grams } from '../science/text/grams.ts';
import { logOdds, readWeights, writeWeights, type LinearClassifier, type StoredWeights } from '../science/text/linear-classifier.ts';
import { normalise } from '../science/text/normalise.ts';
import { SHIPPED, labelled, letters, split, type Labelled } from './sentiment/labelled.ts';
import { root, say } from './setup/root.mjs';
import { calibrate, learn, type Row } from './sentiment/learn.ts';

const UNSEEN = {
  zh: ['zh_online_shopping_10_cats.csv.gz', 'zh_waimai_10k.csv', 'zh_hotel_htl.csv.gz', 'zh_weibo_senti_sample.csv', 'zh_hant_game_comments.csv'],
  en: ['en_sst2.csv', 'en_womens_clothing_sample.csv'],
} as const;
const FEATURES = { zh: 230_000, en: 120_000 } as const;

const rowOf = ({ text, label }: Labelled): Row => ({ features: Int32Array.from(grams(normalise(text))), label });
const rightShare = (classifier: LinearClassifier, rows: readonly Labelled[]): string => {
  const right = rows.filter(({ text, label }) => (logOdds(classifier, grams(normalise(text))) > 0) === (label === 1)).length;
  return `${((100 * right) / rows.length).toFixed(2)} % of ${rows.length}`;
};

/** Keeps the features that move the answer most, in bytes: the step is a 127th of the weight that one in a thousand exceeds. */
function stored(weights: Map<number, number>, kept: number, intercept: number, slope: number): StoredWeights {
  const largest = [...weights].map(([feature, weight]) => [feature, weight * slope] as const).toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, kept);
  const step = Math.abs(largest[Math.floor(largest.length / 1000)][1]) / 127;
  return writeWeights(largest, step, intercept);
}

for (const language of (['zh', 'en'] as const).filter((each) => !['zh', 'en'].some((other) => other !== each && process.argv.includes(other)))) {
  const { learn: texts, heldOut, learnt } = split(SHIPPED[language]);
  const rows = texts.map(rowOf);
  // Calibration needs rows that the weights have not seen: a first model learns without every tenth row.
  const first = learn(rows.filter((_, i) => i % 10 !== 0));
  const { slope, intercept } = calibrate(first, rows.filter((_, i) => i % 10 === 0));
  const final = learn(rows);
  const kept = stored(final.weights, FEATURES[language], intercept + slope * final.intercept, slope);
  const classifier = readWeights(kept);
  say(`${language}: ${rows.length} rows, ${final.weights.size} features, ${kept.features} kept, ${JSON.stringify(kept).length} bytes, slope ${slope.toFixed(3)}, intercept ${intercept.toFixed(3)}`);
  for (const [file, held] of heldOut) say(`  held out ${file}: ${rightShare(classifier, held)}`);
  for (const file of UNSEEN[language]) say(`  never learnt ${file}: ${rightShare(classifier, labelled(file).filter(({ text }) => !learnt.has(letters(text))))}`);
  if (!process.argv.includes('--measure')) writeFileSync(join(root, `science/models/sentiment/weights-${language}.json`), `${JSON.stringify(kept, null, 1)}\n`);
}
