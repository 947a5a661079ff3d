import { describe, expect, it } from 'vitest';
import type { IncomingEvent } from '#vocabulary/event.ts';
import { draftOf } from '../pipeline.ts';
import type { Draft } from '../steps/contract.ts';
import { FactPicker, factOf } from './facts.ts';

const draft = (over: Partial<IncomingEvent>): Draft => {
  const made = draftOf({
    workspace: 1, messageId: 'm', kind: 'track', name: 'E', anonymousId: 'v', userId: null, previousId: null, groupId: null, traits: {}, properties: {}, context: {},
    timestamp: null, sentAt: null, receivedAt: '2026-03-01T12:00:00.000Z', origin: 'http', ...over,
  }, { userAgent: '', currency: '' });
  Object.assign(made.row, { user: over.userId ?? '', visitor: 'v', time: Date.UTC(2026, 2, 1, 12) });
  return made;
};

describe('what the customer base is told', () => {
  it('is nothing of visitors whom nobody names', () => expect(new FactPicker().wants(draft({}))).toBe(false));

  it('is a user and a visitor once, and again after a while', () => {
    const picker = new FactPicker();
    const seen = (): boolean => picker.wants(draft({ userId: 'u' }));
    expect([seen(), seen(), seen()]).toEqual([true, false, false]);
    picker.forget();
    expect(seen()).toBe(false);
    picker.forget();
    picker.forget();
    expect(seen()).toBe(true);
  });

  it('is every identify, also of a mere visitor who gives an address', () => {
    const picker = new FactPicker();
    const identify = draft({ kind: 'identify', traits: { email: 'a@example.com' } });
    expect([picker.wants(identify), picker.wants(identify)]).toEqual([true, true]);
    expect(factOf(identify)).toEqual({ workspace: 1, identities: [{ kind: 'visitor', value: 'v' }], traits: { email: 'a@example.com' }, at: new Date('2026-03-01T12:00:00Z'), source: 'http' });
  });

  it('is what an alias joins', () => {
    expect(factOf(draft({ kind: 'alias', userId: 'new', anonymousId: null, previousId: 'old' })).identities).toEqual([{ kind: 'id', value: 'new' }, { kind: 'id', value: 'old' }]);
    expect(factOf(draft({ kind: 'alias', userId: 'new', previousId: 'v' })).identities).toEqual([{ kind: 'id', value: 'new' }, { kind: 'visitor', value: 'v' }]);
  });

  it('is nothing of events of our own that name a customer', () => {
    expect(new FactPicker().wants(draft({ origin: 'delivery', context: { customer: 7 }, userId: 'u' }))).toBe(false);
  });
});
