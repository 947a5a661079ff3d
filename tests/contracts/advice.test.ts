import { describe } from 'vitest';
import { LANGUAGES, type Words } from '#vocabulary/words.ts';
import { allAdvice } from '../../loop/adjust/advice/index.gen.ts';
import type { Advice, Judgement, Proposal } from '../../loop/adjust/advice/contract.ts';
import type { CampaignEvidence, Evidence } from '../../loop/adjust/evidence.ts';
import { hasDecided, isNamedAsItsFile, keepsItsContract, speaksEveryLanguage, type Faults, type Rule } from './contract.ts';

const words = (text: string): Words => ({ en: text, 'zh-Hans': text, 'zh-Hant': text });

const example: Advice = { id: 'example', names: words('Example'), needs: ['campaigns'], judge: ({ campaigns }) => {
  const [first] = campaigns.filter(({ over, added }) => over && 'revenue' in added && (added.revenue?.low ?? 0) > 0);
  return first ? { proposals: [{ subject: `campaign:${first.id}`, title: words('Again'), because: words('It worked.'), gain: { value: 2, low: 1, high: 3, level: 0.9, unit: 'money' }, change: { kind: 'stop campaign', campaign: first.id } }] } : { nothing: words('None.') };
} };

const campaign = (id: number, low: number, high: number, more: Partial<CampaignEvidence> = {}): CampaignEvidence => ({
  id, name: `Campaign ${id}`, over: true, endsOn: '2026-05-01', cost: 10_000,
  arms: [
    { arm: 'treatment', people: 900, buyers: 90, orders: 95, revenue: 450_000, revenue_squares: 9e9 },
    { arm: 'holdout', people: 100, buyers: 5, orders: 5, revenue: 20_000, revenue_squares: 5e8 },
  ],
  added: { buyers: { value: 45, low: 10, high: 80, level: 0.95 }, revenue: { value: (low + high) / 2, low, high, level: 0.95 } },
  ...more,
});

/** From nothing to everything: what advice meets in the life of a workspace. */
const EVIDENCE: Readonly<Record<string, Evidence>> = {
  'no campaign yet': { campaigns: [], currency: 'EUR' },
  'one that is still running': { campaigns: [campaign(1, 5_000, 90_000, { over: false })], currency: 'EUR' },
  'one without a hold-out': { campaigns: [campaign(1, 0, 0, { added: { unknown: 'no-holdout' }, arms: [] })], currency: 'EUR' },
  'one that surely gained': { campaigns: [campaign(1, 50_000, 90_000)], currency: 'EUR' },
  'one that surely lost': { campaigns: [campaign(1, -50_000, 2_000)], currency: 'EUR' },
  'one that may be either': { campaigns: [campaign(1, -5_000, 40_000)], currency: 'EUR' },
  'several of all kinds': { campaigns: [campaign(1, 50_000, 90_000), campaign(2, -50_000, 2_000), campaign(3, 0, 1, { cost: 0 })], currency: 'JPY' },
};

/** The faults of every judgement over all the evidence, each with its circumstances. */
const overAll = (advice: Advice, faultsOf: (judgement: Judgement, evidence: Evidence) => Faults): Faults =>
  Object.entries(EVIDENCE).flatMap(([name, evidence]) => faultsOf(advice.judge(evidence), evidence).map((fault) => `${name}: ${fault}`));

const incomplete = (said: Words, what: string): Faults => LANGUAGES.filter((language) => !said[language]?.trim()).map((language) => `${what} says nothing in ${language}`);

function faultsOfProposal({ subject, title, because, gain }: Proposal): Faults {
  const { value, low, high, level } = gain;
  return [
    ...(/^[a-z-]+:\S+$/.test(subject) ? [] : [`"${subject}" is no subject such as campaign:12`]),
    ...incomplete(title, 'the title'), ...incomplete(because, 'the reason'),
    ...([value, low, high].every(Number.isFinite) && low <= value && value <= high ? [] : [`${value} does not lie between ${low} and ${high}`]),
    ...(level > 0 && level < 1 ? [] : [`${level} is no level`]),
  ];
}

const proposalsOf = (judgement: Judgement): readonly Proposal[] => ('proposals' in judgement ? judgement.proposals : []);
const always = (judgement: Judgement) => (advice: Advice): Advice => ({ ...advice, judge: () => judgement });
const proposal: Proposal = { subject: 'campaign:1', title: words('Do'), because: words('So'), gain: { value: 1, low: 0, high: 2, level: 0.9, unit: 'money' }, change: { kind: 'stop campaign', campaign: 1 } };

const rules: readonly Rule<Advice>[] = [
  {
    promise: 'reads only the evidence that it says it needs',
    faults: (advice) => Object.values(EVIDENCE).flatMap((evidence) => {
      const read = new Set<string>();
      advice.judge(new Proxy(evidence, { get: (target, key) => { read.add(String(key)); return Reflect.get(target, key); } }));
      return [...read].filter((name) => !advice.needs.some((need) => need === name)).map((name) => `it reads ${name}`);
    }),
    broken: (advice) => ({ ...advice, needs: [] }),
  },
  {
    promise: 'judges the same evidence alike, and leaves it as it was',
    faults: (advice) => overAll(advice, (judgement, evidence) => {
      const before = JSON.stringify(evidence);
      const again = JSON.stringify(advice.judge(evidence));
      return [...(again === JSON.stringify(judgement) ? [] : ['the second judgement differs']), ...(JSON.stringify(evidence) === before ? [] : ['the evidence was changed'])];
    }),
    broken: (advice) => {
      let count = 0;
      return { ...advice, judge: () => ({ nothing: words(`No ${(count += 1)}`) }) };
    },
  },
  {
    promise: 'proposes with a gain, its interval and its reason, once a subject',
    faults: (advice) => overAll(advice, (judgement) => {
      const subjects = proposalsOf(judgement).map(({ subject }) => subject);
      return [...proposalsOf(judgement).flatMap(faultsOfProposal), ...subjects.filter((subject, i) => subjects.indexOf(subject) !== i).map((subject) => `twice about ${subject}`)];
    }),
    broken: always({ proposals: [{ ...proposal, gain: { ...proposal.gain, low: 5 } }] }),
  },
  {
    promise: 'says in every language why it has nothing to say',
    faults: (advice) => overAll(advice, (judgement) => ('nothing' in judgement ? incomplete(judgement.nothing, 'the reason') : [])),
    broken: always({ nothing: { en: 'None.', 'zh-Hans': '', 'zh-Hant': '' } }),
  },
  {
    promise: 'proposes nothing without evidence',
    faults: (advice) => proposalsOf(advice.judge({ campaigns: [], currency: 'EUR' })).map(({ subject }) => `it proposes ${subject} from nothing`),
    broken: always({ proposals: [proposal] }),
  },
];

const undecidedJudgement = hasDecided<Advice>((advice) => ({ ...advice, said: Object.values(EVIDENCE).map((evidence) => advice.judge(evidence)) }));

describe('the contract of advice', () => {
  keepsItsContract<Advice>({
    kind: 'advice', members: allAdvice, idOf: (advice) => advice.id, example,
    rules: [isNamedAsItsFile((advice) => advice.id, (advice, id) => ({ ...advice, id })), speaksEveryLanguage(), undecidedJudgement, ...rules],
  });
});
