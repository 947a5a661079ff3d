import { expect, test } from 'vitest';
import type { Report } from '#loop/measure/reports/contract.ts';
import { z } from 'zod';
import { csvOf } from './csv.ts';

const words = (text: string) => ({ en: text, 'zh-Hans': `${text}(简)`, 'zh-Hant': `${text}(繁)` });
const report: Report = {
  id: 'x', question: words('?'), stage: 'understand', inputs: z.object({}), row: z.object({}), picture: { kind: 'none' }, empty: words('-'),
  columns: [{ name: 'product', kind: 'text', label: words('Product') }, { name: 'net', kind: 'money', label: words('Net') }],
};

test('a spreadsheet gets whole units, quoted commas and the head in the reader\'s language', () => {
  const csv = csvOf(report, [{ product: 'Mug, "large"', net: 12345 }, { product: 'Tea', net: null }], 'en', 100);
  expect(csv).toBe('\uFEFFProduct,Net\r\n"Mug, ""large""",123.45\r\nTea,\r\n');
});

test('what a visitor wrote cannot run as a formula, while a negative number stays a number', () => {
  const csv = csvOf(report, [{ product: '=HYPERLINK("http://x")', net: -500 }], 'en', 100);
  expect(csv).toContain('"\'=HYPERLINK(""http://x"")",-5');
});
