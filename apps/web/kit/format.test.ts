import { expect, test } from 'vitest';
import { makeFormat } from './format.ts';
import { initialsOf } from './initials.tsx';

const pounds = (language: 'en' | 'zh-Hans' | 'zh-Hant') => makeFormat({ language, currency: 'GBP', timeZone: 'Europe/London' });

test('large numbers are short: K and M in English, 万 and 亿 in Chinese, 萬 and 億 in Taiwan', () => {
  expect([12_345, 2_310_000].map(pounds('en').countShort)).toEqual(['12.3K', '2.31M']);
  expect([12_345, 231_000_000].map(pounds('zh-Hans').countShort)).toEqual(['1.23万', '2.31亿']);
  expect([12_345, 231_000_000].map(pounds('zh-Hant').countShort)).toEqual(['1.23萬', '2.31億']);
});

test('below ten thousand nothing is rounded away', () => {
  expect(pounds('en').countShort(5878)).toBe('5,878');
  expect(pounds('zh-Hans').moneyShort(412_000)).toBe('£4,120');
});

test('money comes in minor units of its own currency: pence, yen without any, dinars with a thousand', () => {
  expect(pounds('en').money(44_641)).toBe('£446.41');
  const [yen, dinar] = ['JPY', 'KWD'].map((currency) => makeFormat({ language: 'en', currency, timeZone: 'UTC' }));
  expect(yen!.money(44_641)).toBe('¥44,641');
  expect([dinar!.minorPerUnit, dinar!.money(12_345).replace(/\s/g, ' ')]).toEqual([1000, 'KWD 12.345']);
});

test('shares stand under each other with one decimal, but none and all are plain', () => {
  expect([0, 0.31, 0.3149, 1].map(pounds('en').shareFixed)).toEqual(['0%', '31.0%', '31.5%', '100%']);
});

test('a column of money has all its digits or none of the small ones', () => {
  const { money, moneyExact, moneyRound } = pounds('en');
  expect([79_455, 386_100].map(money)).toEqual(['£794.55', '£3,861']);
  expect([79_455, 386_100].map(moneyExact)).toEqual(['£794.55', '£3,861.00']);
  expect([79_455, 386_100].map(moneyRound)).toEqual(['£795', '£3,861']);
});

test('a calendar day is the same day in every zone, a moment is written in the company\'s', () => {
  const shanghai = makeFormat({ language: 'zh-Hans', currency: 'CNY', timeZone: 'Asia/Shanghai' });
  expect(shanghai.day('2011-12-09')).toBe('2011年12月9日');
  expect(shanghai.month('2011-12')).toBe('2011年12月');
  expect(shanghai.moment('2011-12-09T20:00:00Z')).toContain('12月10日');
});

test('a country is named in the reader\'s language; what is no code stays as it was written', () => {
  expect(['GB', 'Unspecified'].map(pounds('zh-Hant').country)).toEqual(['英國', 'Unspecified']);
});

test('a Chinese name is marked by its last character, another by its two initials', () => {
  expect(['欧阳静雯', 'Margaret of Featherstone', 'ada', ' '].map(initialsOf)).toEqual(['雯', 'MF', 'A', '?']);
});
