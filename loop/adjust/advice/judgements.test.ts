import { describe, expect, it } from 'vitest';
import type { CampaignEvidence } from '../evidence.ts';
import type { Judgement, Proposal } from './contract.ts';
import { advice as stopWhatLoses } from './stop-what-loses.ts';
import { advice as writeToTheHeldOut } from './write-to-the-held-out.ts';

/** 900 people were written to and 100 held out; it added so much revenue, in minor units. */
const campaign = (low: number, value: number, high: number, more: Partial<CampaignEvidence> = {}): CampaignEvidence => ({
  id: 7, name: 'Winter', over: true, endsOn: '2026-12-03', cost: 50_000,
  arms: [{ arm: 'holdout', people: 100, buyers: 5, orders: 5, revenue: 1, revenue_squares: 1 }, { arm: 'treatment', people: 900, buyers: 90, orders: 95, revenue: 1, revenue_squares: 1 }],
  added: { buyers: { value: 45, low: 10, high: 80, level: 0.9 }, revenue: { low, value, high, level: 0.9 } }, ...more,
});
const proposed = (judgement: Judgement): Proposal | null => ('proposals' in judgement ? judgement.proposals[0] : null);
const reason = (judgement: Judgement): string => ('nothing' in judgement ? judgement.nothing.en : '');

describe('writing to those who were held out', () => {
  it('is expected to bring, for each of them, what the message added for each who got it', () => {
    const proposal = proposed(writeToTheHeldOut.judge({ campaigns: [campaign(90_000, 180_000, 270_000)] }));
    expect(proposal).toMatchObject({ gain: { low: 10_000, value: 20_000, high: 30_000, level: 0.9 }, change: { kind: 'new campaign', copyOf: 7, people: 100 } });
  });

  it('is not proposed while the window is open, and says until when', () => {
    const judgement = writeToTheHeldOut.judge({ campaigns: [campaign(90_000, 180_000, 270_000, { over: false })] });
    expect(proposed(judgement)).toBeNull();
    expect(judgement).toMatchObject({ nothing: { en: expect.stringContaining('3 Dec 2026'), 'zh-Hans': expect.stringContaining('2026年12月3日') } });
  });

  it('is not proposed where the gain may be chance, nor where nobody was held out', () => {
    for (const one of [campaign(-1, 180_000, 270_000), campaign(90_000, 180_000, 270_000, { added: { unknown: 'no hold-out was kept' }, arms: [] })]) {
      expect(reason(writeToTheHeldOut.judge({ campaigns: [one] }))).toMatch(/cannot be told from chance/);
    }
    expect(reason(writeToTheHeldOut.judge({ campaigns: [] }))).toMatch(/No campaign has been launched/);
  });
});

describe('stopping what loses money', () => {
  it('saves what it cost less what it added, when even the upper end of that is below the cost', () => {
    const proposal = proposed(stopWhatLoses.judge({ campaigns: [campaign(-10_000, 5_000, 40_000)] }));
    expect(proposal?.gain).toEqual({ value: 45_000, low: 10_000, high: 60_000, level: 0.9, unit: 'money' });
  });

  it('is not proposed when it may have paid for itself, cost nothing, or is still within its window', () => {
    for (const one of [campaign(-10_000, 5_000, 50_000), campaign(-10_000, 5_000, 40_000, { cost: 0 }), campaign(-10_000, 5_000, 40_000, { over: false })]) {
      expect(proposed(stopWhatLoses.judge({ campaigns: [one] }))).toBeNull();
    }
  });
});
