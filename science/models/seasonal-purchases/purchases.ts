/** Purchase rows gathered by customer. */
export interface Purchases {
  customers: string[];
  /** Customer c's distinct times, ascending: times[offsets[c]] .. times[offsets[c + 1] - 1]. */
  offsets: Int32Array;
  times: Float64Array;
}

/** Gathers rows up to `until`; several purchases at one time count once. Customers without any are left out. */
export function gather(customer: readonly string[], time: ArrayLike<number>, until: number): Purchases {
  const index = new Map<string, number>();
  const rowCustomer = new Int32Array(customer.length);
  const customers: string[] = [];
  for (let i = 0; i < customer.length; i++) {
    if (time[i] > until) {
      rowCustomer[i] = -1;
      continue;
    }
    let c = index.get(customer[i]);
    if (c === undefined) {
      c = customers.push(customer[i]) - 1;
      index.set(customer[i], c);
    }
    rowCustomer[i] = c;
  }
  const start = new Int32Array(customers.length + 1);
  for (const c of rowCustomer) if (c >= 0) start[c + 1]++;
  for (let c = 0; c < customers.length; c++) start[c + 1] += start[c];
  const all = new Float64Array(start[customers.length]);
  const fill = start.slice();
  for (let i = 0; i < rowCustomer.length; i++) if (rowCustomer[i] >= 0) all[fill[rowCustomer[i]]++] = time[i];
  const offsets = new Int32Array(customers.length + 1);
  let n = 0;
  for (let c = 0; c < customers.length; c++) {
    all.subarray(start[c], start[c + 1]).sort();
    for (let k = start[c]; k < start[c + 1]; k++) if (k === start[c] || all[k] !== all[k - 1]) all[n++] = all[k];
    offsets[c + 1] = n;
  }
  return { customers, offsets, times: all.subarray(0, n) };
}

/** (x, t_x, T) of every customer on a clock, observed up to `until`. */
export function summarise(p: Purchases, until: number, clock: (t: number) => number): { x: Float64Array; tx: Float64Array; T: Float64Array } {
  const n = p.customers.length;
  const out = { x: new Float64Array(n), tx: new Float64Array(n), T: new Float64Array(n) };
  const end = clock(until);
  for (let c = 0; c < n; c++) {
    const [from, to] = [p.offsets[c], p.offsets[c + 1]];
    const first = clock(p.times[from]);
    out.x[c] = to - from - 1;
    out.tx[c] = clock(p.times[to - 1]) - first;
    out.T[c] = end - first;
  }
  return out;
}
