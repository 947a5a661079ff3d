import type { ClickHouseException } from './exception.ts';

const UNITS: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };
/** A process that really uses what is counted stands well above this share of it. */
const BELIEVABLE = 0.7;

/**
 * Whether the engine refused for memory that it only thinks it uses. chDB 3.4.0 counts some memory when it is taken and not when it
 * is given back, and has nothing that puts the count right; a server corrects it by what the process really holds.
 * @param resident bytes that the process really holds
 */
export function hasDrifted({ code, message }: Pick<ClickHouseException, 'code' | 'message'>, resident: number): boolean {
  const counted = /\(total\) memory limit exceeded: would use ([\d.]+) ([KMGT]?i?B)/.exec(message);
  if (code !== 241 || counted === null) return false;
  return resident < Number(counted[1]) * (UNITS[counted[2]!] ?? 1) * BELIEVABLE;
}
