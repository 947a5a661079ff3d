/**
 * What is built: the one list of entry points. Everything below `folders` may end up in a target; what really did is
 * written into its stamp, so that only a change of those files (or a new or removed file) makes it stale.
 *
 * @typedef {object} Target
 * @property {'node' | 'site' | 'script'} kind  node: programs with packages left outside; site: pages; script: one small file
 * @property {Record<string, string>} entries   name of the file made → source
 * @property {string[]} folders                 where its sources stand
 * @property {string} proof                     a file below `dist/<target>/` that is there when it was built
 */

const STAGES_AND_BELOW = ['loop', 'customers', 'metrics', 'science', 'vocabulary'];

/** @type {Record<'server' | 'web' | 'tracker', Target>} */
export const TARGETS = {
  server: {
    kind: 'node',
    entries: {
      main: 'apps/server/main.ts',
      cli: 'apps/cli/main.ts',
      'clickhouse-child': 'platform/embedded/clickhouse/child.ts',
      'ingest-drain': 'loop/measure/ingest/drain/worker.ts',
      science: 'customers/predictions/worker.ts',
    },
    folders: ['apps/server', 'apps/cli', 'platform', 'database', 'client', 'samples', ...STAGES_AND_BELOW],
    proof: 'main.js',
  },
  web: {
    kind: 'site',
    entries: { index: 'apps/web/index.html' },
    folders: ['apps/web', 'client', ...STAGES_AND_BELOW],
    proof: 'index.html',
  },
  tracker: {
    kind: 'script',
    entries: { t: 'apps/tracker/tracker.ts' },
    folders: ['apps/tracker', 'vocabulary'],
    proof: 't.js',
  },
};

/** @typedef {keyof typeof TARGETS} TargetName */

export const TARGET_NAMES = /** @type {TargetName[]} */ (Object.keys(TARGETS));
