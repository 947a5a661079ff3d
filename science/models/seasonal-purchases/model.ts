import { bgNbd, mbgNbd } from '../../customer-base/beta-geometric.ts';
import { numbers, tooFewRepeaters, unsettledSearch } from '../../customer-base/checks.ts';
import { combine, fromScale } from '../../customer-base/delta.ts';
import type { Family } from '../../customer-base/family.ts';
import { nbd } from '../../customer-base/nbd.ts';
import { paretoNbd } from '../../customer-base/pareto-nbd.ts';
import { STEP } from '../../customer-base/predict.ts';
import { profileEnds } from '../../customer-base/profile.ts';
import { drawBeta, drawExponential, drawGamma, normalQuantile } from '../../math/distributions.ts';
import { declined, needColumns, needRows, readSettings, unsettled, type Settings } from '../checks.ts';
import type { Model, Options, Outcome, Reason, Table, Tools } from '../contract.ts';
import { card } from './card.ts';
import { estimate, groupOf } from './estimate.ts';
import { gather, summarise, type Purchases } from './purchases.ts';
import { operational, partOf, type Season } from './season.ts';

const FAMILIES: Record<string, Family> = { 'bg-nbd': bgNbd, 'mbg-nbd': mbgNbd, 'pareto-nbd': paretoNbd, nbd };
const YEAR = 365.25;

/**
 * Plain JSON. One process, or two: of customers first seen before `knownUntil` and of those acquired since (null: one for all). `low` and
 * `high` are the ends of 90 % intervals of `point`.
 */
export interface SeasonalFit {
  process: string;
  groups: { parameters: Record<string, number>; point: number[]; covariance: number[]; low: number[]; high: number[] }[];
  knownUntil: number | null;
  season: Season;
  /** Repeat purchases behind each part of the season. */
  observed: number[];
  until: number;
  customers: number;
}

export const model: Model<SeasonalFit> = { card, fit, predict, simulate, summary };

function read(data: Table, options: Options): { settings: Settings; purchases: Purchases; until: number; why: null } | { settings: null; why: Reason } {
  const got = readSettings(card.options, options);
  if (got.why) return { settings: null, why: got.why };
  const why = needColumns(data, card) ?? needRows(data, 1);
  if (why) return { settings: null, why };
  const time = numbers(data, 'time');
  const until = got.settings.has('until') ? got.settings.number('until') : time.reduce((a, b) => Math.max(a, b), -Infinity);
  const customer = data.columns.customer;
  return { settings: got.settings, purchases: gather(Array.isArray(customer) ? customer : [], time, until), until, why: null };
}

function fit(data: Table, options: Options, tools: Tools): Outcome<SeasonalFit> {
  const got = read(data, options);
  if (got.why) return declined(got.why);
  const { settings, purchases, until } = got;
  const earliest = purchases.times.reduce((a, b) => Math.min(a, b), Infinity);
  if (!(until - earliest >= YEAR)) {
    return declined({ code: 'less-than-a-year', column: 'time', sentence: 'The purchases cover less than one year, so a season cannot be told from growth. Gather a full year, or use BG/NBD without a season.' });
  }
  let repeaters = 0;
  for (let c = 0; c < purchases.customers.length; c++) if (purchases.offsets[c + 1] - purchases.offsets[c] > 1) repeaters++;
  const few = tooFewRepeaters(repeaters);
  if (few) return declined(few);
  const process = settings.text('process');
  const family = FAMILIES[process];
  const found = estimate(family, purchases, { period: YEAR, parts: settings.number('parts'), prior: settings.number('prior'), until, warmUp: settings.number('warmUp') }, () => tools.stopped?.() ?? false);
  if (!found) return unsettled({ code: 'stopped', sentence: 'The estimation was stopped before its end. Start it again.' });
  const groups: SeasonalFit['groups'] = [];
  for (const { found: m, likelihood } of found.processes) {
    if (!m.settled) return unsettledSearch(m, family.parameters, 'Choose another process (nbd if hardly anybody leaves), or a warm-up of 0.');
    groups.push({ parameters: Object.fromEntries(family.parameters.map((name, i) => [name, Math.exp(m.point[i])])), point: [...m.point], covariance: [...m.covariance], ...profileEnds(likelihood, m, m.point.length) });
  }
  if (!found.settled) return unsettled({ code: 'no-optimum', sentence: 'Season and process did not come to rest together. Take fewer parts of the year or a larger prior.' });
  return {
    status: 'fitted',
    value: { process, groups, knownUntil: found.knownUntil === -Infinity ? null : found.knownUntil, season: found.season, observed: [...found.observed], until, customers: purchases.customers.length },
  };
}

/** One row a customer who bought before the end of the fit's observation; rows after it are not looked at. */
function predict(fitted: SeasonalFit, data: Table, options: Options, tools: Tools): Outcome<Table> {
  const got = read(data, { ...options, until: fitted.until });
  if (got.why) return declined(got.why);
  const { settings, purchases: p } = got;
  if (p.customers.length === 0) return declined({ code: 'too-few-rows', column: 'time', sentence: 'No purchase lies before the end of the observation that the model was fitted on.' });
  const family = FAMILIES[fitted.process];
  const clock = operational(fitted.season);
  const [begin, end] = [fitted.until + settings.number('from'), fitted.until + settings.number('from') + settings.number('horizon')];
  const [near, far] = [clock(begin) - clock(fitted.until), clock(end) - clock(fitted.until)];
  const { x, tx, T } = summarise(p, fitted.until, clock);
  const z = normalQuantile(0.5 + settings.number('level') / 2);
  const noise = z * seasonError(fitted, begin, end);
  const moved = fitted.groups.map(({ point }) => shifts(point));
  const columns = { alive: new Float64Array(x.length), purchases: new Float64Array(x.length), purchases_low: new Float64Array(x.length), purchases_high: new Float64Array(x.length) };
  for (let c = 0; c < x.length; c++) {
    if (c % 2048 === 0) {
      tools.progress?.(c / x.length, 'customers');
      if (tools.stopped?.()) return unsettled({ code: 'stopped', sentence: 'The forecast was stopped before its end. Start it again to get all customers.' });
    }
    const g = fitted.knownUntil === null ? 0 : groupOf(p.times[p.offsets[c]], fitted.knownUntil);
    const at = (q: Float64Array): number => {
      const on = family.posterior(q, x[c], T[c]);
      return family.alive(q, x[c], tx[c], T[c]) * (family.mean(on, far) - (near > 0 ? family.mean(on, near) : 0));
    };
    const n = fitted.groups[g].point.length;
    const slopes = Float64Array.from({ length: n }, (_, i) => Math.log(Math.max(1e-300, at(moved[g][1 + 2 * i])) / Math.max(1e-300, at(moved[g][2 + 2 * i]))) / (2 * STEP));
    const half = Math.hypot(combine(slopes, fitted.groups[g].covariance, n, 1, z)[0], noise);
    const value = at(moved[g][0]);
    columns.alive[c] = family.alive(moved[g][0], x[c], tx[c], T[c]);
    columns.purchases[c] = value;
    columns.purchases_low[c] = value * Math.exp(-half);
    columns.purchases_high[c] = fromScale('log', Math.log(Math.max(1e-300, value)) + half);
  }
  return { status: 'fitted', value: { rows: x.length, columns: { customer: p.customers, ...columns } } };
}

/** The parameters at the estimate, then each a step up and a step down in its logarithm. */
function shifts(point: number[]): Float64Array[] {
  const moved = (i: number, by: number): Float64Array => Float64Array.from(point, (v, k) => Math.exp(k === i ? v + by : v));
  return [moved(-1, 0), ...point.flatMap((_, i) => [moved(i, STEP), moved(i, -STEP)])];
}

/** Standard error of the logarithm of the window's level: a part of the year seen through n purchases is known to 1/√n. */
function seasonError({ season, observed }: SeasonalFit, begin: number, end: number): number {
  const clock = operational(season);
  const width = season.period / season.intensity.length;
  const share = new Float64Array(season.intensity.length);
  for (let from = begin; from < end;) {
    const to = Math.min(end, (Math.floor(from / width + 1e-9) + 1) * width);
    share[partOf(season, (from + to) / 2)] += (clock(to) - clock(from)) / (clock(end) - clock(begin));
    from = to;
  }
  return Math.sqrt(share.reduce((sum, s, b) => sum + (s * s) / Math.max(1, observed[b]), 0));
}

/** BG/NBD customers on a clock that swings over the year, acquired evenly over the first three quarters of the records. */
function simulate(given: Options, tools: Tools): Table {
  const { settings, why } = readSettings(card.simulation, given);
  if (why) throw new RangeError(why.sentence);
  const [days, swing] = [settings.number('days'), settings.number('swing')];
  const clock = (t: number): number => t + (swing * YEAR * Math.sin((2 * Math.PI * t) / YEAR)) / (2 * Math.PI);
  const p = ['r', 'alpha', 'a', 'b'].map((name) => settings.number(name));
  const [customer, time]: [string[], number[]] = [[], []];
  for (let c = 0; c < settings.number('customers'); c++) {
    const first = 0.75 * days * tools.random.next();
    const seed = tools.random.fork(`${c} ${tools.random.next()}`);
    customer.push(`c${c}`);
    time.push(first);
    for (const at of purchaseTimes(seed, p, clock(days) - clock(first))) {
      customer.push(`c${c}`);
      time.push(inverse(clock, clock(first) + at, first, days));
    }
  }
  return { rows: time.length, columns: { customer, time: Float64Array.from(time) } };
}

/** All purchase times of one BG/NBD customer, counted from the first. */
function purchaseTimes(random: Tools['random'], p: number[], span: number): number[] {
  const times: number[] = [];
  const rate = drawGamma(random, p[0], p[1]);
  const leave = drawBeta(random, p[2], p[3]);
  for (let t = drawExponential(random, rate); t <= span; t += drawExponential(random, rate)) {
    times.push(t);
    if (random.next() < leave) break;
  }
  return times;
}

function inverse(clock: (t: number) => number, target: number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (clock(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function summary(fitted: SeasonalFit): ReturnType<Model<SeasonalFit>['summary']> {
  const z = normalQuantile(0.95);
  const width = fitted.season.period / fitted.season.intensity.length;
  return [
    ...fitted.groups.flatMap(({ parameters, low, high }, g) => Object.entries(parameters).map(([name, value], i) => (
      { name: fitted.groups.length > 1 ? `${name}, ${g === 0 ? 'customers already' : 'acquired since'}` : name, estimate: { value, low: Math.exp(low[i]), high: Math.exp(high[i]), level: 0.9 } }))),
    ...fitted.season.intensity.map((value, b) => {
      const half = z / Math.sqrt(Math.max(1, fitted.observed[b]));
      return { name: `season, days ${Math.round(b * width) + 1} to ${Math.round((b + 1) * width)} of the year`, estimate: { value, low: value * Math.exp(-half), high: value * Math.exp(half), level: 0.9 } };
    }),
  ];
}
