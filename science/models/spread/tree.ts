/** From rows of participants and inviters to generations and to who brought how many. */
import type { Reason, Table } from '../contract.ts';

export interface Tree { generation: Int32Array; brought: Int32Array; generations: number[] }

export function readTree(data: Table): Tree | Reason {
  const names = data.columns.participant as string[];
  const inviters = data.columns.inviter as string[];
  const at = new Map<string, number>();
  for (let row = 0; row < names.length; row++) {
    if (at.has(names[row])) return { code: 'participant-doubled', column: 'participant', row, value: names[row], sentence: `"${names[row]}" stands in two rows (the second is row ${row + 1}). Keep one row for each participant.` };
    at.set(names[row], row);
  }
  const parent = new Int32Array(names.length).fill(-1);
  const brought = new Int32Array(names.length);
  for (let row = 0; row < names.length; row++) {
    if (inviters[row] === '') continue;
    const from = at.get(inviters[row]);
    if (from === undefined) return { code: 'unknown-inviter', column: 'inviter', row, value: inviters[row], sentence: `Row ${row + 1} was brought by "${inviters[row]}", who is not among the participants. Add them or leave the inviter empty.` };
    if (from === row) return { code: 'invited-self', column: 'inviter', row, value: names[row], sentence: `Row ${row + 1}: "${names[row]}" is said to have invited themselves.` };
    parent[row] = from;
    brought[from]++;
  }
  const generation = new Int32Array(names.length).fill(-1);
  for (let row = 0; row < names.length; row++) {
    const path: number[] = [];
    let here = row;
    while (here >= 0 && generation[here] === -1) { generation[here] = -2; path.push(here); here = parent[here]; }
    if (here >= 0 && generation[here] === -2) return { code: 'circle', column: 'inviter', row: here, value: names[here], sentence: `The invitations that lead to "${names[here]}" (row ${here + 1}) run in a circle.` };
    let depth = here >= 0 ? generation[here] : -1;
    for (let i = path.length - 1; i >= 0; i--) generation[path[i]] = ++depth;
  }
  const generations: number[] = [];
  for (const g of generation) generations[g] = (generations[g] ?? 0) + 1;
  return { generation, brought, generations };
}
