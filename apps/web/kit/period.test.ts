import { expect, test } from 'vitest';
import { spanOf } from './period.ts';

test('thirty days count today, and months begin on their first day', () => {
  expect(spanOf('30d', '2011-12-09', 'all')).toEqual({ from: '2011-11-10', to: '2011-12-09', preset: '30d' });
  expect(spanOf('12m', '2011-12-09', 'all')).toEqual({ from: '2011-01-01', to: '2011-12-09', preset: '12m' });
  expect(spanOf('12m', '2012-03-31', 'all')).toEqual({ from: '2011-04-01', to: '2012-03-31', preset: '12m' });
});

test('own days hold when they are days in order; anything else falls back to the preset', () => {
  expect(spanOf('2011-01-05..2011-02-01', '2011-12-09', '12m')).toEqual({ from: '2011-01-05', to: '2011-02-01', preset: null });
  expect(spanOf('2011-02-30..2011-03-01', '2011-12-09', '30d').preset).toBe('30d');
  expect(spanOf('2011-03-01..2011-02-01', '2011-12-09', '30d').preset).toBe('30d');
  expect(spanOf(undefined, '2011-12-09', '24m').from).toBe('2010-01-01');
});
