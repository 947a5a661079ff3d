import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, recordConsents } from '#customers/index.ts';
import { openTestTools, type TestTools } from '#tests/customers/tools.ts';
import type { Channel, Outgoing } from '../channels/contract.ts';
import { card } from '../channels/email/card.ts';
import { openComposer } from './compose.ts';
import { GIVE_UP_AFTER, sendBatch, waitFor } from './send.ts';

let house: TestTools;
beforeAll(async () => { house = await openTestTools(); });
afterAll(() => house.stop());

describe('A campaign that is being sent', () => {
  it('hands over no more at once than the channel takes, so that a pause, a stop or a crash holds the rest', async () => {
    const room = await house.newRoom();
    const at = house.tools.clock.now();
    const people = await identify(house.tools, Array.from({ length: 300 }, (_, i) => ({ workspace: room.workspace.id, identities: [{ kind: 'email' as const, value: `p${i}@shop.example` }], traits: {}, at, source: 'test' })));
    await house.tools.database.transaction().execute((transaction) => recordConsents(transaction, room.workspace.id, people.map(({ customer }) => ({ customer: customer!, channel: 'email', purpose: 'marketing', state: 'granted' as const, wording: 'Yes', source: 'test', proof: {}, at }))));
    const { id } = await room.db.insertInto('campaign').values({ workspace: room.workspace.id, name: 'Tea', channel: 'email', seed: 'x', actor: 'test', state: 'sending' }).returning('id').executeTakeFirstOrThrow();
    await room.db.insertInto('campaign_content').values({ workspace: room.workspace.id, campaign: id, language: 'en', subject: 'Tea', preheader: '', blocks: JSON.stringify([{ kind: 'text', text: 'tea' }]), updated_at: at }).execute();
    await room.db.insertInto('delivery').values(people.map(({ customer }, i) => ({ workspace: room.workspace.id, campaign: id, customer: customer!, channel: 'email', arm: 'treatment', language: 'en', address: `p${i}@shop.example`, state: 'queued' }))).execute();
    const given: number[] = [];
    const channel: Channel = {
      card: { ...card, limits: { ...card.limits, batch: 7 } },
      send: async (batch: readonly Outgoing[]) => { given.push(batch.length); return batch.map(({ delivery }) => ({ delivery, state: 'accepted' as const, receipt: '' })); },
    };
    const composer = await openComposer(room, { campaign: id, purpose: 'marketing', sender: { name: 'Tea', address: 'tea@shop.example', own: true, postal: '' } });
    for (let round = 0; round < 3; round++) expect((await sendBatch(room, { id, purpose: 'marketing', settings: {} }, channel, composer, new AbortController().signal)).claimed).toBe(7);
    expect(given).toEqual([7, 7, 7]);
    expect(await room.db.selectFrom('delivery').select('state').where('campaign', '=', id).where('state', '=', 'queued').execute()).toHaveLength(279);
  });
});

describe('A message that the relay puts off', () => {
  it('waits twice as long each time, never longer than four hours, and is tried for about a day', () => {
    const waits = (seconds: number): number[] => Array.from({ length: GIVE_UP_AFTER - 1 }, (_, i) => waitFor(seconds, i + 1));
    expect(waits(60).slice(0, 4)).toEqual([60, 120, 240, 480]);
    expect(Math.max(...waits(60), ...waits(600))).toBe(4 * 3600);
    for (const seconds of [60, 300, 600]) {
      const hours = waits(seconds).reduce((sum, each) => sum + each, 0) / 3600;
      expect([hours > 20, hours < 48], `${hours} hours`).toEqual([true, true]);
    }
  });
});
