import { shareOf } from '../../text/share.ts';
import { declined, needColumns, needRows, readSettings } from '../checks.ts';
import type { Model, Options, Outcome, Table } from '../contract.ts';
import { calibrate, type Calibration } from './calibration.ts';
import { card } from './card.ts';
import { labelOf, opinionOf, probabilityOf, type Label, type Opinion } from './classify.ts';
import { simulate } from './simulate.ts';

/** Plain JSON. `calibration` and `right` (texts judged as the labels say, whatever the certainty) are there where labels were. */
export interface SentimentFit {
  rows: number;
  read: number;
  certain: number;
  labels: Record<Label, number>;
  calibration?: Calibration;
  right?: number;
}

const LEAST_LABELS = 50;
const Z90 = 1.6448536269514722;

/** Every text that can be read, with its row from 0. */
function readAll(texts: readonly string[]): { row: number; opinion: Opinion }[] {
  return texts.flatMap((text, row) => {
    const reading = opinionOf(text);
    return reading.status === 'read' ? [{ row, opinion: reading.opinion }] : [];
  });
}

const textsOf = (data: Table): string[] => {
  const column = data.columns.text;
  return Array.isArray(column) ? column : [];
};

const nothingRead = (): Outcome<never> =>
  declined({ code: 'nothing-read', column: 'text', sentence: 'None of these texts can be read: they are empty, or in a script other than Chinese and English.' });

function fit(data: Table, options: Options): Outcome<SentimentFit> {
  const chosen = readSettings(card.options, options);
  if (chosen.why) return declined(chosen.why);
  const why = needColumns(data, card) ?? needRows(data, 1);
  if (why) return declined(why);
  const read = readAll(textsOf(data));
  if (read.length === 0) return nothingRead();
  const given = data.columns.positive;
  const labels = given instanceof Float64Array ? read.map(({ row }) => given[row]) : null;
  const odds = read.map(({ opinion }) => opinion.logOdds);
  const base = { rows: data.rows, read: read.length, certain: chosen.settings.number('certain') };
  const counted = (calibration?: Calibration): Record<Label, number> => {
    const counts: Record<Label, number> = { positive: 0, negative: 0, uncertain: 0 };
    for (const z of odds) counts[labelOf(adjusted(z, calibration), base.certain)]++;
    return counts;
  };
  if (!labels) return { status: 'fitted', value: { ...base, labels: counted() } };
  const good = labels.reduce((sum, label) => sum + label, 0);
  const least = Math.min(good, labels.length - good);
  if (least < LEAST_LABELS) {
    return declined({ code: 'too-few-labels', column: 'positive', value: String(least), sentence: `One kind of label stands at ${least} readable texts; ${LEAST_LABELS} of each are needed. Add some, or leave the column out.` });
  }
  const calibration = calibrate(odds, labels);
  if ('code' in calibration) return declined(calibration);
  const right = odds.filter((z, i) => (z > 0) === (labels[i] === 1)).length;
  return { status: 'fitted', value: { ...base, labels: counted(calibration), calibration, right } };
}

const adjusted = (z: number, calibration?: Calibration): number =>
  probabilityOf(calibration ? calibration.slope * z + calibration.intercept : z);

function predict(fitted: SentimentFit, data: Table): Outcome<Table> {
  const why = needColumns(data, { columns: card.predictColumns ?? [] }) ?? needRows(data, 1);
  if (why) return declined(why);
  const read = readAll(textsOf(data));
  if (read.length === 0) return nothingRead();
  const probability = Float64Array.from(read, ({ opinion }) => adjusted(opinion.logOdds, fitted.calibration));
  return {
    status: 'fitted',
    value: {
      rows: read.length,
      columns: {
        row: Float64Array.from(read, ({ row }) => row + 1),
        label: Array.from(probability, (p) => labelOf(p, fitted.certain)),
        probability,
        language: read.map(({ opinion }) => opinion.language),
        evidence: read.map(({ opinion }) => opinion.evidence.join(' ')),
      },
    },
  };
}

/** Opinion of texts, learnt beforehand; the fit counts the texts given and, with labels, fits its probabilities to them. */
export const model: Model<SentimentFit> = {
  card,
  fit,
  predict,
  simulate,
  summary: ({ rows, read, labels, calibration, right }) => [
    { name: 'positive', estimate: shareOf(labels.positive, read) },
    { name: 'negative', estimate: shareOf(labels.negative, read) },
    { name: 'uncertain', estimate: shareOf(labels.uncertain, read) },
    { name: 'texts that could not be read', estimate: null, text: String(rows - read) },
    ...(calibration === undefined || right === undefined ? [] : [
      { name: 'right against your labels, before fitting to them', estimate: shareOf(right, read) },
      { name: 'slope', estimate: { value: calibration.slope, low: calibration.slope - Z90 * calibration.slopeError, high: calibration.slope + Z90 * calibration.slopeError, level: 0.9 } },
      { name: 'intercept', estimate: { value: calibration.intercept, low: calibration.intercept - Z90 * calibration.interceptError, high: calibration.intercept + Z90 * calibration.interceptError, level: 0.9 } },
    ]),
  ],
};
