import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Report, ReportColumn } from '#loop/measure/reports/contract.ts';
import { panelsOf, type Naming, type SeriesPicture } from './pivot.ts';

const words = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text });
const column = (name: string, kind: ReportColumn['kind']): ReportColumn => ({ name, kind, label: words(name) });
const naming: Naming = { column: (one) => one.label.en, value: (_column, value) => value.toUpperCase(), others: 'Others' };
const reportOf = (picture: SeriesPicture, ...columns: ReportColumn[]): Report =>
  ({ id: 'x', question: words('?'), stage: 'understand', inputs: z.object({}), row: z.object({}), columns, picture, empty: words('-') });

test('columns of one unit share a panel, those of another get their own', () => {
  const picture: SeriesPicture = { kind: 'bars', x: 'month', y: ['new', 'old', 'net'] };
  const report = reportOf(picture, column('month', 'month'), column('new', 'count'), column('old', 'count'), column('net', 'money'));
  const panels = panelsOf(report, picture, [{ month: '2011-01', new: 1, old: 2, net: 300 }], naming);
  expect(panels.map((panel) => panel.series.map((series) => series.id))).toEqual([['new', 'old'], ['net']]);
  expect(panels[1]!.series[0]!.means).toBe('actual');
});

test('what is not known stays unknown and does not become nought', () => {
  const picture: SeriesPicture = { kind: 'line', x: 'month', y: ['share'] };
  const report = reportOf(picture, column('month', 'month'), column('share', 'share'));
  const [panel] = panelsOf(report, picture, [{ month: '2011-01', share: null }, { month: '2011-02', share: 0 }], naming);
  expect(panel!.series[0]!.values).toEqual([null, 0]);
});

test('beyond six kinds the smallest are summed, and the sum of all stays the same', () => {
  const picture: SeriesPicture = { kind: 'stacked', x: 'month', y: ['net'], by: 'country' };
  const report = reportOf(picture, column('month', 'month'), column('country', 'country'), column('net', 'money'));
  const rows = ['gb', 'de', 'fr', 'nl', 'ie', 'es', 'ch', 'se'].map((country, index) => ({ month: '2011-01', country, net: 800 - index * 100 }));
  const [panel] = panelsOf(report, picture, rows, naming);
  expect(panel!.series).toHaveLength(6);
  expect(panel!.series.at(-1)).toMatchObject({ name: 'Others', values: [600] });
  expect(panel!.series.flatMap((series) => series.values).reduce<number>((all, value) => all + (value ?? 0), 0)).toBe(3600);
});

test('a picture of a column that is not declared is an error that names both', () => {
  const picture: SeriesPicture = { kind: 'line', x: 'month', y: ['gone'] };
  expect(() => panelsOf(reportOf(picture, column('month', 'month')), picture, [], naming)).toThrow('The report x pictures a column "gone"');
});
