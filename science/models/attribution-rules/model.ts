import { addUp, creditColumns, creditText, prepare, simulatePaths, toCredit, touchCredits, type Credited, type Credits, type Prepared } from '../../attribution/prepare.ts';
import { declined } from '../checks.ts';
import type { Model, Options, Outcome, Reason, Table } from '../contract.ts';
import { card } from './card.ts';
import { creditByRule, RULES, weigher, type Rule, type RuleSettings } from './rules.ts';

/** Plain JSON. Credits are in the order of `channels`; each rule's add up to `conversions` and `value` less what is unattributed. */
export interface RulesFit extends Credited {
  channels: string[];
  credits: Partial<Record<Rule, Credits>>;
}

export const model: Model<RulesFit> = {
  card,
  fit: (data, options) => {
    const { prepared, refusal } = prepare(card, data, options, true);
    if (refusal) return refusal;
    const rules = chosen(prepared);
    if (!Array.isArray(rules)) return declined(rules);
    const credits: RulesFit['credits'] = {};
    for (const rule of rules) {
      const raw = creditByRule(prepared.paths, weigher(rule, prepared.paths, ruleSettings(prepared)));
      credits[rule] = addUp(prepared, raw.conversions, raw.value);
    }
    return { status: 'fitted', value: { channels: prepared.paths.channels, ...toCredit(prepared), credits } };
  },
  predict,
  simulate: (parameters, tools) => simulatePaths(card, parameters, tools),
  summary: (fit) => [
    { name: 'conversions', estimate: null, text: String(fit.conversions) },
    { name: 'conversions without a touch in the look-back', estimate: null, text: String(fit.unattributed.conversions) },
    ...Object.entries(fit.credits).flatMap(([rule, credit]) => fit.channels.map((channel, c) => ({
      name: `${channel}, ${rule}`, estimate: null, text: creditText(credit, c),
    }))),
  ],
  table: ({ channels, credits }) => ({
    rows: channels.length,
    columns: {
      channel: channels,
      ...Object.assign({}, ...Object.entries(credits).map(([rule, credit]) => creditColumns(credit, `${rule}_`))),
    },
  }),
};

/** Credits of every touch of every converting path, by each rule that was fitted. */
function predict(fit: RulesFit, data: Table, options: Options): Outcome<Table> {
  const { prepared, refusal } = prepare(card, data, options, false);
  if (refusal) return refusal;
  const rules = chosen(prepared);
  if (!Array.isArray(rules)) return declined(rules);
  const used = rules.filter((rule) => fit.credits[rule] !== undefined);
  return { status: 'fitted', value: touchCredits(prepared.paths, used.map((rule) => ({ name: rule, weigh: weigher(rule, prepared.paths, ruleSettings(prepared)) }))) };
}

function ruleSettings({ settings }: Prepared): RuleSettings {
  return { direct: settings.texts('direct'), firstShare: settings.number('firstShare'), lastShare: settings.number('lastShare'), halfLife: settings.number('halfLife') };
}

function chosen({ settings, paths }: Prepared): Rule[] | Reason {
  const named = settings.texts('rules');
  const unknown = named.find((name) => !RULES.some((rule) => rule === name));
  if (unknown !== undefined) return { code: 'rule-unknown', column: 'rules', value: unknown, sentence: `There is no rule "${unknown}". Choose among ${RULES.join(', ')}.` };
  if (settings.number('firstShare') + settings.number('lastShare') > 1) return { code: 'shares-over-one', column: 'lastShare', sentence: 'The shares of the first and the last touch come to more than one. Lower one of them.' };
  if (named.includes('time-decay') && !paths.ages) return { code: 'ages-needed', column: 'ages', sentence: 'Time decay needs the column "ages", the days from each touch to the conversion. Give it or leave this rule out.' };
  return RULES.filter((rule) => (named.length > 0 ? named.includes(rule) : rule !== 'time-decay' || paths.ages !== null));
}
