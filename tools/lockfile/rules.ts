export interface LockedPackage {
  version?: string;
  resolved?: string;
  link?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export interface Lockfile { packages: Record<string, LockedPackage> }

/** Binaries that npm leaves out of the lock when the registry at hand does not have them; without an entry `npm ci` refuses. */
const BINARIES: Readonly<Record<string, Pick<LockedPackage, 'os' | 'cpu' | 'libc'>>> = {
  '@chdb/lib-darwin-arm64': { cpu: ['arm64'], os: ['darwin'] },
  '@chdb/lib-darwin-x64': { cpu: ['x64'], os: ['darwin'] },
  '@chdb/lib-linux-arm64-gnu': { cpu: ['arm64'], libc: ['glibc'], os: ['linux'] },
};

interface Wanted { by: string; name: string; version: string; optional: boolean }

/** What every package of the lock asks for, with the version in words. */
function wanted({ packages }: Lockfile): Wanted[] {
  return Object.entries(packages).flatMap(([path, { dependencies = {}, optionalDependencies = {} }]) => [
    ...Object.entries(dependencies).map(([name, version]) => ({ by: path, name, version, optional: false })),
    ...Object.entries(optionalDependencies).map(([name, version]) => ({ by: path, name, version, optional: true })),
  ]);
}

/** The entry that Node's resolution finds from a package: in its own node_modules, or in one further up. */
function found({ packages }: Lockfile, { by, name }: Wanted): LockedPackage | undefined {
  for (let folder = by; ; ) {
    const entry = packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`];
    if (entry !== undefined || folder === '') return entry;
    const up = folder.lastIndexOf('/node_modules/');
    folder = up < 0 ? '' : folder.slice(0, up);
  }
}

/** What would keep `npm ci` from working elsewhere, a line each. */
export function faultsOf(lock: Lockfile): string[] {
  const addresses = Object.entries(lock.packages).filter(([, { resolved, link }]) => resolved !== undefined && link !== true)
    .map(([path, { resolved }]) => `${path} names an address (${resolved}); another registry could not be used.`);
  const missing = wanted(lock).filter((one) => found(lock, one) === undefined)
    .map(({ by, name, version }) => `${by === '' ? 'the project' : by} needs ${name} ${version}, which has no entry.`);
  return [...addresses, ...missing];
}

export function stripped({ packages, ...rest }: Lockfile): Lockfile {
  return { ...rest, packages: Object.fromEntries(Object.entries(packages).map(([path, { resolved, ...entry }]) => [path, entry.link === true ? { resolved, ...entry } : entry])) };
}

/** Adds the entries of binaries that are asked for and missing, in the alphabetical order that npm keeps. */
export function addMissing(lock: Lockfile): Lockfile {
  const additions = wanted(lock).filter((one) => one.optional && BINARIES[one.name] !== undefined && found(lock, one) === undefined)
    .map(({ name, version }) => [`node_modules/${name}`, { version, ...BINARIES[name], optional: true }] as const);
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(additions) }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...lock, packages: Object.fromEntries(packages) };
}
