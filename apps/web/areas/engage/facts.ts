import type { Condition, Fact } from './rule-words.ts';

/** What can be asked of a customer, in the order in which people look for it. */
export const FACTS: readonly Fact[] = ['orders', 'revenue', 'bought product', 'did event', 'country', 'language', 'attribute', 'address', 'consent', 'campaign', 'segment'];

/** A condition to begin with; the reader changes what it says. */
export function fresh(fact: Fact): Condition {
  switch (fact) {
    case 'orders': return { fact, comparison: 'at least', value: 1, when: { kind: 'last', days: 365 } };
    case 'revenue': return { fact, comparison: 'at least', value: 10_000, when: { kind: 'last', days: 365 } };
    case 'did event': return { fact, name: 'Page Viewed', comparison: 'at least', value: 1, when: { kind: 'last', days: 30 } };
    case 'bought product': return { fact, is: true, skus: [''], when: { kind: 'ever' } };
    case 'country': return { fact, is: true, values: [''] };
    case 'language': return { fact, is: true, values: ['en'] };
    case 'attribute': return { fact, name: '', is: true, values: [''] };
    case 'address': return { fact, channel: 'email', is: true };
    case 'consent': return { fact, channel: 'email', purpose: 'marketing', is: true };
    case 'campaign': return { fact, campaign: 1, did: 'clicked', is: true };
    case 'segment': return { fact, segment: 1, is: true };
  }
}
