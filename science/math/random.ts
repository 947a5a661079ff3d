/** Seeded randomness: the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform on [0, 1) with 53 bits. */
  next(): number;
  /** Standard normal draw. */
  normal(): number;
  /** A stream of its own, so that adding draws in one place moves none in another. */
  fork(name: string): Random;
}

/** sfc32 (C. Doty-Humphrey, PractRand): 128 bits of state, passes BigCrush; seeded by hashing the seed's text. */
export function seeded(seed: number | string): Random {
  const text = String(seed);
  let [a, b, c, d] = [hash(text, 0x9e3779b9), hash(text, 0x243f6a88), hash(text, 0xb7e15162), 1];
  const word = (): number => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) word();
  const next = (): number => (word() * 2 ** 21 + (word() >>> 11)) / 2 ** 53;
  let spare: number | null = null;
  const normal = (): number => { // polar method: Marsaglia & Bray 1964
    if (spare !== null) { const kept = spare; spare = null; return kept; }
    for (;;) {
      const u = 2 * next() - 1;
      const v = 2 * next() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        spare = v * scale;
        return u * scale;
      }
    }
  };
  return { next, normal, fork: (name) => seeded(`${text}/${name}`) };
}

/** FNV-1a over UTF-16 units, with a final avalanche (murmur3's), 32 bits. */
function hash(text: string, start: number): number {
  let h = start | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
