/**
 * Uplift and Qini curves and the areas under them, under ONE definition: that of scikit-uplift 0.5 (uplift_auc_score and
 * qini_auc_score): the area between the curve and the straight line to its end, over the same area of the perfect ranking.
 * 1 is perfect, 0 is chance. Other packages divide by other things; their figures must not be compared with these.
 * Sources: Radcliffe 2007, Using control groups to target on predicted lift; Devriendt et al. 2020, eq. 9 to 12.
 */

export interface Curve { people: number[]; gain: number[] }

type Flags = ArrayLike<number>;

/** Points at the distinct scores, best first, with (0, 0) in front. */
function curve(outcome: Flags, score: ArrayLike<number>, treated: Flags, gain: (yt: number, nt: number, yc: number, nc: number) => number): Curve {
  const order = Uint32Array.from({ length: score.length }, (_, i) => i).sort((i, j) => score[j] - score[i]);
  const c: Curve = { people: [0], gain: [0] };
  let [yt, nt, yc, nc] = [0, 0, 0, 0];
  for (let at = 0; at < order.length; at++) {
    const i = order[at];
    if (treated[i] === 1) { nt += 1; yt += outcome[i]; } else { nc += 1; yc += outcome[i]; }
    if (at + 1 < order.length && score[order[at + 1]] === score[i]) continue;
    c.people.push(at + 1);
    c.gain.push(gain(yt, nt, yc, nc));
  }
  return c;
}

const share = (a: number, b: number): number => (b === 0 ? 0 : a / b);

/** Difference of the two rates among the best k, times k. */
export function upliftCurve(outcome: Flags, score: ArrayLike<number>, treated: Flags): Curve {
  return curve(outcome, score, treated, (yt, nt, yc, nc) => (share(yt, nt) - share(yc, nc)) * (nt + nc));
}

/** Events of the treated beyond those expected from the untreated, among the best k. */
export function qiniCurve(outcome: Flags, score: ArrayLike<number>, treated: Flags): Curve {
  return curve(outcome, score, treated, (yt, nt, yc, nc) => yt - yc * share(nt, nc));
}

/** AUUC: 1 perfect, 0 chance; null where the perfect ranking is no better than chance. */
export function areaUnderUplift(outcome: Flags, score: ArrayLike<number>, treated: Flags): number | null {
  let [controlEvents, treatedNone] = [0, 0];
  for (let i = 0; i < score.length; i++) {
    if (treated[i] === 1 && outcome[i] === 0) treatedNone += 1;
    if (treated[i] === 0 && outcome[i] === 1) controlEvents += 1;
  }
  const tie = controlEvents > treatedNone ? outcome : treated;
  const perfect = Float64Array.from({ length: score.length }, (_, i) => 2 * Number(outcome[i] === treated[i]) + tie[i]);
  return ratio(upliftCurve(outcome, score, treated), upliftCurve(outcome, perfect, treated));
}

/** Qini coefficient: 1 perfect, 0 chance; negative effects are allowed for in the perfect ranking. */
export function qini(outcome: Flags, score: ArrayLike<number>, treated: Flags): number | null {
  const perfect = Float64Array.from({ length: score.length }, (_, i) => outcome[i] * treated[i] - outcome[i] * (1 - treated[i]));
  return ratio(qiniCurve(outcome, score, treated), qiniCurve(outcome, perfect, treated));
}

function ratio(found: Curve, perfect: Curve): number | null {
  const last = perfect.people.length - 1;
  const chance = (perfect.people[last] * perfect.gain[last]) / 2;
  const best = area(perfect) - chance;
  return best > 0 ? (area(found) - chance) / best : null;
}

function area(c: Curve): number {
  let s = 0;
  for (let i = 1; i < c.people.length; i++) s += ((c.people[i] - c.people[i - 1]) * (c.gain[i] + c.gain[i - 1])) / 2;
  return s;
}

/** Difference of the rates among the best share k (ties in the order of later rows first, as the reference sorts). */
export function upliftAt(outcome: Flags, score: ArrayLike<number>, treated: Flags, k: number): number | null {
  const order = Uint32Array.from({ length: score.length }, (_, i) => i).sort((i, j) => score[j] - score[i] || j - i);
  let [yt, nt, yc, nc] = [0, 0, 0, 0];
  for (const i of order.subarray(0, Math.floor(score.length * k))) {
    if (treated[i] === 1) { nt += 1; yt += outcome[i]; } else { nc += 1; yc += outcome[i]; }
  }
  return nt > 0 && nc > 0 ? yt / nt - yc / nc : null;
}
