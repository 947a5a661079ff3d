/** Made-up values that show the pieces at their limits: gaps, minuses, long names, many rows. */
export const MONTHS = Array.from({ length: 24 }, (_, n) => `${2010 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`);
export const SOLD = MONTHS.map((_, n) => (n === 9 ? null : n > 18 ? null : Math.round((60 + 18 * Math.sin(n / 2) + 2.2 * n) * 1_000_000)));
export const PLANNED = MONTHS.map((_, n) => (64 + 2 * n) * 1_000_000);

export function forecast() {
  const values = MONTHS.map((_, n) => (n < 18 ? null : (104 + 3 * (n - 18)) * 1_000_000));
  return { values, band: values.map((value, n) => (value === null ? null : { low: value - (n - 17) * 4_000_000, high: value + (n - 17) * 5_000_000 })) };
}

export const people = Array.from({ length: 5000 }, (_, n) => ({ id: n, name: n % 7 === 0 ? `欧阳修 ${n}` : `Customer ${n}`, spent: (n * 7919) % 1_000_003 }));
