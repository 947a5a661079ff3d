import { expect, test } from 'vitest';
import { fractionDigits } from '#vocabulary/currency.ts';
import { countryCode } from './countries.ts';
import { guessColumns, guessKind, lackingColumns } from './mapping.ts';
import { amountOf, guessDecimal, minorOf, readNumber, UNREADABLE } from './numbers.ts';
import { guessDateOrder, timeReader } from './times.ts';

test.each([
  ['12', 120_000], ['-0.5', -5000], ['1.005', 10_050], ['1,234.56', 12_345_600], ['£1,234.5', 12_345_000], ['(12.00)', -120_000], ['12-', -120_000], ['￥288.00', 2_880_000], ['１２．５', 125_000],
  ['1e3', 10_000_000], ['.5', 5000], ['12 元', 120_000], ['NT$1,280', 12_800_000], ['2.00005', 20_001], ['-2.00005', -20_001],
] as const)('the number %s is read exactly', (text, value) => { expect(readNumber(text, '.')).toBe(value); });

test.each(['', 'many', '1,5', '1.2.3', '12,34,567', '--3', '1,2345', 'Infinity', '1e99'])('“%s” is no number with a decimal point', (text) => { expect(readNumber(text, '.')).toBe(UNREADABLE); });

test.each([['1.234,56', 12_345_600], ['9,9', 99_000], ["1'234,5", 12_345_000], ['1.234', 12_340_000]] as const)('%s is read with a decimal comma', (text, value) => { expect(readNumber(text, ',')).toBe(value); });

test('floats of a workbook are read as the sheet showed them', () => {
  expect(readNumber(0.1 + 0.2, '.')).toBe(3000);
  expect(readNumber(-1.005, '.')).toBe(-10_050);
  expect(readNumber(Number.NaN, '.')).toBe(UNREADABLE);
});

test('amounts are rounded half away from zero, exactly also beyond what a float holds, in the currency\'s own decimals', () => {
  expect(amountOf(30_000, 650, 2)).toBe(20); // 3 × 0.065
  expect(amountOf(-30_000, 650, 2)).toBe(-20);
  expect(amountOf(900_000_000_000, 12_345, 2)).toBe(11_110_500_000);
  expect(amountOf(9_007_199_254_740_000, 30_000, 0)).toBe(2_702_159_776_422);
  expect([minorOf(12_345, 2), minorOf(-12_350, 2), minorOf(12_345, 0), minorOf(12_345, 3)]).toEqual([123, -124, 1, 1235]);
  expect([fractionDigits('GBP'), fractionDigits('JPY'), fractionDigits('KWD'), fractionDigits('HUF')]).toEqual([2, 0, 3, 2]);
});

const iso = (text: string | number, order: 'ymd' | 'dmy' | 'mdy' = 'ymd', zone = 'UTC'): string | null => {
  const time = timeReader(zone, order)(text);
  return typeof time === 'number' ? new Date(time).toISOString() : null;
};

test.each([
  ['2026-03-01 14:05', 'ymd', '2026-03-01T14:05:00.000Z'], ['2026/3/1 14:05:09', 'ymd', '2026-03-01T14:05:09.000Z'], ['2026年3月1日 下午2:05', 'ymd', '2026-03-01T14:05:00.000Z'], ['01/03/2026', 'dmy', '2026-03-01T00:00:00.000Z'],
  ['03/01/2026 2:05 PM', 'mdy', '2026-03-01T14:05:00.000Z'], ['1.3.26', 'dmy', '2026-03-01T00:00:00.000Z'], ['20260301', 'ymd', '2026-03-01T00:00:00.000Z'], ['20260301140509', 'ymd', '2026-03-01T14:05:09.000Z'],
  ['2026-03-01T14:05:09.25+08:00', 'ymd', '2026-03-01T06:05:09.250Z'], ['2026-03-01T14:05Z', 'dmy', '2026-03-01T14:05:00.000Z'], ['1 Mar 2026', 'dmy', '2026-03-01T00:00:00.000Z'], ['March 1, 2026 12:30 am', 'mdy', '2026-03-01T00:30:00.000Z'],
  ['2011年1月9日 14时05分', 'ymd', '2011-01-09T14:05:00.000Z'], ['2011年1月9日 14時05分09秒', 'ymd', '2011-01-09T14:05:09.000Z'], ['民國100年1月9日', 'ymd', '2011-01-09T00:00:00.000Z'],
  ['民國99年12月31日', 'dmy', '2010-12-31T00:00:00.000Z'], ['100/01/09', 'dmy', '2011-01-09T00:00:00.000Z'], ['100.1.9 08:30', 'ymd', '2011-01-09T08:30:00.000Z'],
  ['1772373900', 'ymd', '2026-03-01T14:05:00.000Z'], ['1772373900000', 'ymd', '2026-03-01T14:05:00.000Z'],
] as const)('%s (%s) is read as %s', (text, order, value) => { expect(iso(text, order)).toBe(value); });

test('a workbook\'s day numbers are read, and a day written as one number', () => {
  expect(iso(46_082)).toBe('2026-03-01T00:00:00.000Z');
  expect(iso(20_260_301)).toBe('2026-03-01T00:00:00.000Z');
});

test.each(['yesterday', '2026-13-01', '2026-02-30', '31/04/2026', '25:00', '2026-03-01 25:00', ''])('“%s” is no time', (text) => { expect(iso(text, 'dmy')).toBeNull(); });

test('wall-clock times are those of the zone, through both changes of the clock', () => {
  const london = (text: string): string | null => iso(text, 'ymd', 'Europe/London');
  expect(london('2026-01-15 12:00')).toBe('2026-01-15T12:00:00.000Z');
  expect(london('2026-07-15 12:00')).toBe('2026-07-15T11:00:00.000Z');
  expect(london('2026-10-25 01:30')).toBe('2026-10-25T00:30:00.000Z'); // the first of two passes
  expect(london('2026-03-29 01:30')).toMatch(/2026-03-29T0[01]:30/);
  expect(iso('2026-03-01 08:00', 'ymd', 'Asia/Shanghai')).toBe('2026-03-01T00:00:00.000Z');
});

test('the order of day and month is guessed from what cannot be otherwise, then from where the company is', () => {
  expect(guessDateOrder(['03/04/2026', '25/04/2026'], 'America/New_York')).toBe('dmy');
  expect(guessDateOrder(['04/25/2026'], 'Europe/London')).toBe('mdy');
  expect(guessDateOrder(['04/03/2026'], 'America/New_York')).toBe('mdy');
  expect(guessDateOrder(['04/03/2026'], 'Europe/London')).toBe('dmy');
  expect(guessDateOrder(['2026-03-04'], 'Europe/London')).toBe('ymd');
  expect(guessDateOrder(['03/04/2026'], 'Asia/Shanghai')).toBe('dmy'); // the year stands last, whoever writes
  expect(guessDateOrder(['26/03/04'], 'Asia/Shanghai')).toBe('dmy'); // 26 is no month
  expect(guessDateOrder(['06/03/04'], 'Asia/Shanghai')).toBe('ymd');
  expect(guessDateOrder(['100/01/09', '民國99年1月31日'], 'Asia/Taipei')).toBe('ymd');
  expect([guessDecimal(['1.234,56', '7']), guessDecimal(['9,90']), guessDecimal(['1,234', '2.50'])]).toEqual([',', ',', '.']);
});

test.each([
  ['orders', ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'], 8],
  ['orders', ['订单编号', '下单时间', '商品名称', '数量', '单价', '会员编号'], 6],
  ['orders', ['訂單編號', '下單時間', '商品名稱', '數量', '單價', '會員編號'], 6],
  ['customers', ['Email', 'First Name', 'Last Name', 'Accepts Marketing'], 4],
  ['spend', ['日期', '渠道', '花费', '展现量', '点击量'], 5],
  ['products', ['SKU', 'Name', 'Price'], 3],
  ['events', ['Event', 'Timestamp', 'User ID', 'Plan'], 3],
] as const)('a file of %s is recognised by its columns', (kind, header, count) => {
  expect(guessKind(header)).toBe(kind);
  expect(Object.keys(guessColumns(kind, header)).length).toBe(count);
  expect(lackingColumns(kind, guessColumns(kind, header))).toEqual([]);
});

test('a file of no known kind is not guessed at', () => { expect(guessKind(['foo', 'bar'])).toBeNull(); });

test('countries are known by name in both languages, by code and by what shops write', () => {
  expect(['United Kingdom', 'EIRE', 'usa', '中国', '臺灣', 'de', '香港', 'RSA', 'South Korea'].map(countryCode)).toEqual(['GB', 'IE', 'US', 'CN', 'TW', 'DE', 'HK', 'ZA', 'KR']);
  expect(['Unspecified', 'Channel Islands', ''].map(countryCode)).toEqual([null, null, null]);
});
