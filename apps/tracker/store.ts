/** What the page may remember. Access throws where the visitor has switched storage off, and setting where it is full. */
export interface Keep {
  get(name: string): string | null;
  set(name: string, value: string): void;
  drop(name: string): void;
  names(): string[];
}

const attempt = <T>(work: () => T, otherwise: T): T => {
  try {
    return work();
  } catch {
    return otherwise; // no storage: the page goes on without memory
  }
};

/** localStorage, as far as there is one. */
export const local: Keep = {
  get: (name) => attempt(() => localStorage.getItem(name), null),
  set: (name, value) => attempt(() => localStorage.setItem(name, value), undefined),
  drop: (name) => attempt(() => localStorage.removeItem(name), undefined),
  names: () => attempt(() => Object.keys(localStorage), []),
};

/** Remembers nothing, anywhere. */
export const nothing: Keep = { get: () => null, set: () => undefined, drop: () => undefined, names: () => [] };
