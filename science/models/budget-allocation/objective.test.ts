import { expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import { model } from './model.ts';
import { readCurves } from './curves.ts';
import { worth } from './objective.ts';

const read = readCurves(model.simulate({ channels: 5, draws: 40 }, { random: seeded('ledger') }), 0.4, seeded('curves'));
const curves = 'curves' in read ? read.curves : [];
const cells = curves.map((_, channel) => ({ channel, period: 0, low: 0, high: 1e9, step: 0, demand: 1 + channel / 10, start: 0, group: 0 }));

it.each([0, 0.5, 1])('a plan that is changed step by step is worth what it is worth reckoned whole, with risk %s', (risk) => {
  const whole = worth(cells, curves, risk);
  const random = seeded(`moves ${risk}`);
  const spends = cells.map(() => 10_000);
  const ledger = whole.ledger(spends);
  for (let i = 0; i < 200; i += 1) {
    const [from, to] = [Math.floor(random.next() * 5), Math.floor(random.next() * 5)];
    if (from === to) continue;
    const amount = Math.floor(random.next() * spends[from]!);
    const moved = spends.map((spend, k) => (k === from ? spend - amount : k === to ? spend + amount : spend));
    expect(ledger.with([[from, moved[from]!], [to, moved[to]!]])).toBeCloseTo(whole.value(moved), 8);
    if (i % 3 === 0) continue;
    ledger.keep();
    moved.forEach((spend, k) => { spends[k] = spend; });
    expect(ledger.value).toBeCloseTo(whole.value(spends), 8);
  }
});

it('plans for fifty channels keep the total and bring at least what today\'s plan does', () => {
  const table = model.simulate({ channels: 50, draws: 20 }, { random: seeded('many') });
  const start = Array.from({ length: 50 }, (_, i) => 500_000 + 20_000 * i);
  const total = start.reduce((a, b) => a + b, 0);
  const outcome = model.fit(table, { start }, { random: seeded('1') });
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  for (const { lines } of outcome.value.plans) expect(lines.reduce((sum, { spend }) => sum + spend, 0)).toBe(total);
  expect(outcome.value.plans[0]!.outcome.value).toBeGreaterThanOrEqual(outcome.value.start.outcome.value);
  expect(outcome.value.proof.gap).toBeLessThan(0.01);
});
