import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentRules } from '#client/gen/types.gen.ts';
import type { Format } from '../../kit/format.ts';
import { useFormat } from '../../kit/use-format.tsx';

export type Rules = SegmentRules;
export type Rule = Rules['rules'][number];
export type Condition = Exclude<Rule, { match: unknown }>;
export type Fact = Condition['fact'];
export type When = Extract<Condition, { when: unknown }>['when'];

export const isGroup = (rule: Rule): rule is Rules => 'match' in rule;

type Say = (key: string, values?: Record<string, unknown>) => string;

/** Rules as sentences in the reader's language. */
export function useRuleWords() {
  const { t } = useTranslation('engage');
  const format = useFormat();
  return useMemo(() => {
    const say: Say = (key, values) => String(t(key as never, values as never));
    const group = (rules: Rules): string => {
      if (rules.rules.length === 0) return say('rule.everybody');
      return rules.rules.map((rule) => (isGroup(rule) ? `(${group(rule)})` : condition(rule, say, format))).join(say(rules.match === 'all' ? 'rule.and' : 'rule.or'));
    };
    return { group: (rules: Rules) => capital(group(rules)), condition: (one: Condition) => condition(one, say, format) };
  }, [t, format]);
}

function condition(one: Condition, say: Say, format: Format): string {
  const turned = 'is' in one && !one.is;
  const key = `rule.said.${one.fact}${turned ? ' not' : ''}`;
  switch (one.fact) {
    case 'orders': return saysNone(one) ? say('rule.said.orders none', { when: when(one.when, say, format) }) : say(key, { comparison: say(`comparison.${one.comparison}`), value: format.count(one.value), when: when(one.when, say, format) });
    case 'revenue': return say(key, { comparison: say(`comparison.${one.comparison}`), value: format.money(one.value), when: when(one.when, say, format) });
    case 'did event': return say(key, { name: one.name, comparison: say(`comparison.${one.comparison}`), value: format.count(one.value), when: when(one.when, say, format) });
    case 'bought product': return say(key, { values: format.list(one.skus), when: when(one.when, say, format) });
    case 'country': return say(key, { values: format.list(one.values.map((code) => format.country(code))) });
    case 'language': return say(key, { values: format.list(one.values.map((code) => say(`language.${code}`))) });
    case 'attribute': return say(key, { name: one.name, values: format.list(one.values) });
    case 'address': return say(key, { channel: say(`address.${one.channel}`) });
    case 'consent': return say(key, { channel: say(`address.${one.channel}`) });
    case 'campaign': return say(`rule.said.campaign ${one.did}${turned ? ' not' : ''}`, { campaign: one.campaign });
    case 'segment': return say(key, { segment: one.segment });
  }
}

/** Zero orders are said as one would say it. */
const saysNone = ({ comparison, value }: Extract<Condition, { fact: 'orders' }>): boolean =>
  (value === 0 && (comparison === 'exactly' || comparison === 'at most')) || (value === 1 && comparison === 'less than');

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

function when(given: When, say: Say, format: Format): string {
  switch (given.kind) {
    case 'ever': return say('when.ever');
    case 'last': return say('when.last', { days: given.days });
    case 'before': return say('when.before', { days: given.days });
    case 'between': return say('when.between', { from: format.day(given.from), to: format.day(given.to) });
  }
}
