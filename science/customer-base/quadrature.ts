/** Twelve-point Gauss-Legendre rule on [-1, 1] (Abramowitz & Stegun, table 25.4): exact for polynomials up to degree 23. */
const HALF_NODES = [0.125233408511468915, 0.367831498998180194, 0.587317954286617447, 0.769902674194304687, 0.904117256370474857, 0.981560634246719251];
const HALF_WEIGHTS = [0.249147045813402785, 0.233492536538354809, 0.203167426723065922, 0.160078328543346226, 0.106939325995318431, 0.0471753363865118272];

export const NODES = Float64Array.from([...HALF_NODES.map((v) => -v).reverse(), ...HALF_NODES]);
export const WEIGHTS = Float64Array.from([...[...HALF_WEIGHTS].reverse(), ...HALF_WEIGHTS]);

/** ∫ f over [from, to] in `panels` equal panels. */
export function integrate(f: (u: number) => number, from: number, to: number, panels: number): number {
  const half = (to - from) / panels / 2;
  let sum = 0;
  for (let p = 0; p < panels; p++) {
    const middle = from + (2 * p + 1) * half;
    for (let k = 0; k < 12; k++) sum += WEIGHTS[k] * f(middle + half * NODES[k]);
  }
  return sum * half;
}
