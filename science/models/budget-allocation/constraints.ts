/** What a plan must keep: the total, bounds, steps and totals of groups, all in whole minor units of money; and which of them clash. */
import type { Settings } from '../checks.ts';
import type { Reason } from '../contract.ts';

/** One place money can go: a channel in a period. */
export interface Cell { channel: number; period: number; low: number; high: number; step: number; group: number; start: number; demand: number }
/** Cells that share a total between `low` and `high`; every cell is in exactly one. */
export interface Group { name: string; cells: number[]; low: number; high: number }
export interface Constraints { total: number; cells: Cell[]; groups: Group[]; grain: number }

const gridLimit = 5000;
const usualGrid = 1000;

export function readConstraints(settings: Settings, channels: string[]): { constraints: Constraints } | { why: Reason } {
  const perChannel = (name: string, otherwise: number): number[] => (settings.has(name) ? settings.numbers(name) : channels.map(() => otherwise));
  for (const name of ['start', 'minimums', 'maximums', 'steps']) {
    if (settings.has(name) && settings.numbers(name).length !== channels.length) return invalid(name, `needs one number for each of the ${channels.length} channels (${channels.join(', ')})`);
    const odd = settings.has(name) ? settings.numbers(name).find((v) => !Number.isSafeInteger(v)) : undefined;
    if (odd !== undefined) return invalid(name, `must be in whole minor units of money, not ${odd}`);
  }
  if (!settings.has('total') && !settings.has('start')) return invalid('total', 'is needed where there is no start');
  const demand = settings.has('demand') ? settings.numbers('demand') : [1];
  const periods = demand.length;
  const given = perChannel('start', 0);
  const total = settings.has('total') ? settings.number('total') : given.reduce((a, b) => a + b, 0) * periods;
  if (!Number.isSafeInteger(total) || total <= 0) return invalid('total', `must be a whole number of minor units above zero, not ${total}`);
  const [low, high, step] = [perChannel('minimums', 0), perChannel('maximums', total), perChannel('steps', 0)];
  const crossed = channels.findIndex((_, c) => low[c] > high[c]);
  if (crossed >= 0) return clash(`The minimum of "${channels[crossed]}" (${low[crossed]}) is above its maximum (${high[crossed]}).`, 'minimums');
  const sum = given.reduce((a, b) => a + b, 0) * periods;
  const share = sum > 0 ? total / sum : 0;
  const cells: Cell[] = [];
  for (let period = 0; period < periods; period++) {
    channels.forEach((_, channel) => cells.push({ channel, period, low: low[channel], high: Math.min(high[channel], total), step: step[channel], group: -1, start: sum > 0 ? given[channel] * share : total / channels.length / periods, demand: demand[period] }));
  }
  const groups = readGroups(settings, channels, cells, periods);
  if ('why' in groups) return groups;
  const grain = chooseGrain(cells, total);
  if (grain === null) return invalid('steps', `have no common measure above a ${gridLimit}th of the total; use rounder steps`);
  const constraints = { total, cells, groups: groups.groups, grain };
  const why = contradiction(constraints, channels);
  return why ? { why } : { constraints };
}

function invalid(column: string, what: string): { why: Reason } {
  return { why: { code: 'option-invalid', column, sentence: `"${column}" ${what}.` } };
}
function clash(sentence: string, column: string): { why: Reason } {
  return { why: { code: 'constraints-clash', column, sentence } };
}

function readGroups(settings: Settings, channels: string[], cells: Cell[], periods: number): { groups: Group[] } | { why: Reason } {
  const groups: Group[] = [];
  const join = (name: string, members: number[], low: number, high: number): void => { for (const k of members) cells[k].group = groups.length; groups.push({ name, cells: members, low, high }); };
  const all = cells.map((_, k) => k);
  if (settings.has('period_totals')) {
    const totals = settings.numbers('period_totals');
    if (settings.has('group_names')) return invalid('period_totals', 'cannot be kept together with totals of groups; choose one of them');
    if (totals.length !== periods) return invalid('period_totals', `has ${totals.length} entries for ${periods} periods (one for each entry of "demand")`);
    totals.forEach((t, p) => join(`period ${p + 1}`, all.filter((k) => cells[k].period === p), t, t));
    return { groups };
  }
  if (settings.has('group_names')) {
    const [of, names, low, high] = [settings.has('group_of') ? settings.texts('group_of') : [], settings.texts('group_names'), settings.has('group_minimums') ? settings.numbers('group_minimums') : [], settings.has('group_maximums') ? settings.numbers('group_maximums') : []];
    if (of.length !== channels.length) return invalid('group_of', `needs the group of each of the ${channels.length} channels ("" for none)`);
    if (low.length !== names.length || high.length !== names.length) return invalid('group_minimums', 'and "group_maximums" need one number for each group');
    const stranger = of.find((g) => g !== '' && !names.includes(g));
    if (stranger !== undefined) return invalid('group_of', `names the group "${stranger}", which "group_names" does not have`);
    names.forEach((name, g) => join(name, all.filter((k) => of[cells[k].channel] === name), low[g], high[g]));
  }
  for (const k of all) if (cells[k].group < 0) join('', [k], cells[k].low, cells[k].high);
  return { groups };
}

function gcd(a: number, b: number): number { return b === 0 ? a : gcd(b, a % b); }

/** Steps set the grid where there are any; else a thousandth of the total. Null where the steps' common measure is too fine. */
function chooseGrain(cells: Cell[], total: number): number | null {
  const steps = cells.map((c) => c.step).filter((s) => s > 0);
  if (steps.length === 0) return Math.max(1, Math.floor(total / usualGrid));
  const grain = steps.reduce(gcd);
  return total / grain <= gridLimit ? grain : null;
}

/** The first contradiction among total, bounds and groups, in words. */
function contradiction({ total, cells, groups }: Constraints, channels: string[]): Reason | null {
  const name = (k: number): string => `"${channels[cells[k].channel]}"${cells.some((c) => c.period > 0) ? ` in period ${cells[k].period + 1}` : ''}`;
  for (const g of groups) {
    const low = g.cells.reduce((s, k) => s + cells[k].low, 0);
    const high = g.cells.reduce((s, k) => s + cells[k].high, 0);
    if (g.low > g.high) return clash(`The minimum of the group "${g.name}" (${g.low}) is above its maximum (${g.high}).`, 'group_minimums').why;
    if (low > g.high) return clash(`The minimums of ${g.cells.map(name).join(', ')} add up to ${low}, above the ${g.high} allowed for "${g.name}". Lower a minimum by ${low - g.high} or raise that total.`, 'minimums').why;
    if (high < g.low) return clash(`The maximums of ${g.cells.map(name).join(', ')} add up to ${high}, below the ${g.low} wanted for "${g.name}". Raise a maximum by ${g.low - high} or lower that total.`, 'maximums').why;
  }
  const least = groups.reduce((s, g) => s + Math.max(g.low, g.cells.reduce((t, k) => t + cells[k].low, 0)), 0);
  const most = groups.reduce((s, g) => s + Math.min(g.high, g.cells.reduce((t, k) => t + cells[k].high, 0)), 0);
  const largest = cells.map((_, k) => k).sort((a, b) => cells[b].low - cells[a].low)[0];
  if (least > total) return clash(`The minimums add up to ${least}, which is ${least - total} more than the total of ${total}; the largest is ${name(largest)} with ${cells[largest].low}. Lower minimums or raise the total.`, 'minimums').why;
  if (most < total) return clash(`The maximums add up to ${most}, which leaves ${total - most} of the total of ${total} with nowhere to go. Raise maximums or lower the total.`, 'maximums').why;
  return null;
}
