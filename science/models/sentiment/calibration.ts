import type { Reason } from '../contract.ts';

export interface Calibration { slope: number; intercept: number; slopeError: number; interceptError: number }

const TURNS = 40;

/** Platt 1999: log-odds = slope·z + intercept, by Newton's method; standard errors from the inverse of the information. */
export function calibrate(z: readonly number[], labels: readonly number[]): Calibration | Reason {
  let [slope, intercept] = [0, 0];
  for (let turn = 0; turn < TURNS; turn++) {
    const { gradient: [ga, gb], information: [haa, hab, hbb] } = derivatives(z, labels, slope, intercept);
    const det = haa * hbb - hab * hab;
    if (!(det > 1e-9 * (haa + hbb))) break;
    const [da, db] = [(hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det];
    slope -= da;
    intercept -= db;
    if (Math.abs(da) + Math.abs(db) < 1e-9) return { slope, intercept, slopeError: Math.sqrt(hbb / det), interceptError: Math.sqrt(haa / det) };
  }
  return { code: 'labels-separated', column: 'positive', sentence: 'The texts tell these labels apart without error, or are all alike, so probabilities cannot be fitted to them. Add labels, or leave the column out.' };
}

function derivatives(z: readonly number[], labels: readonly number[], slope: number, intercept: number): { gradient: [number, number]; information: [number, number, number] } {
  let [ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0];
  for (let i = 0; i < z.length; i++) {
    const p = 1 / (1 + Math.exp(-(slope * z[i] + intercept)));
    const v = p * (1 - p);
    ga += (p - labels[i]) * z[i];
    gb += p - labels[i];
    haa += v * z[i] * z[i];
    hab += v * z[i];
    hbb += v;
  }
  return { gradient: [ga, gb], information: [haa, hab, hbb] };
}
