// The directions of the design. Every rule has a name a developer can quote and a comment that says what to do instead.
const STAGES = ['understand', 'plan', 'engage', 'measure', 'adjust'];
const TEST = '\\.(test|fixture)\\.tsx?$|/fixtures/|(^|/)testing/';
/** What a reader, a program or a document may read anywhere: data, no execution. */
const DECLARATIONS = [
  '/(card|report|contract)\\.ts$', '/cards\\.gen\\.ts$', '/view\\.tsx$', '^loop/loop\\.ts$',
  '^metrics/(?!read\\.ts$)[a-z0-9-]+\\.ts$', '^metrics/index\\.gen\\.ts$', '^loop/adjust/advice/[^/]+\\.ts$', '^vocabulary/',
].join('|');
/** Kinds whose members are folders, and kinds whose members are files. */
const FOLDER_KINDS = 'loop/engage/channels|loop/measure/reports|science/models|loop/engage/activities|apps/web/areas';
const FILE_KINDS = 'metrics|loop/measure/ingest/steps|loop/adjust/advice|loop/understand/audits';
const NUMERIC = 'node_modules/(@stdlib|ml-matrix|highs)/';

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-cycles', 'Move the shared word to vocabulary/, or pass data or a function instead.', { pathNot: '^client/gen/' }, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    rule('imports-exist', 'The path leads nowhere: correct it, or add the package.', {}, { couldNotResolve: true }),
    rule('science-is-pure', 'No I/O, clock, randomness or other folders: take them as arguments. Numeric packages are listed in NUMERIC.',
      { path: '^science/', pathNot: TEST }, { pathNot: ['^science/', NUMERIC] }),
    rule('vocabulary-stands-alone', 'Words only; zod is the one package.',
      { path: '^vocabulary/', pathNot: TEST }, { pathNot: ['^vocabulary/', 'node_modules/zod/'] }),
    rule('platform-knows-no-marketing', 'Turn it round: the stage passes a function in.',
      { path: '^platform/', pathNot: TEST }, { path: '^(loop|customers|metrics|science|apps|samples)/' }),
    rule('base-knows-no-stage', 'The base and the metrics are read by every stage and import none. Pass data in, or move the code into a stage.',
      { path: '^(customers|metrics)/', pathNot: TEST }, { path: '^(loop|apps)/' }),
    rule('customers-know-no-metrics', 'Metrics read customers, not the other way round.',
      { path: '^customers/', pathNot: TEST }, { path: '^metrics/' }),
    ...STAGES.slice(0, -1).map((stage, i) => rule(`loop-runs-forward-${stage}`, 'The arrow back is data (a proposal, an event), never an import.',
      { path: `^loop/${stage}/`, pathNot: TEST }, { path: `^loop/(${STAGES.slice(i + 1).join('|')})/` })),
    rule('stages-meet-at-the-front-door', 'Import the other stage\'s index.ts; add to it what is missing.',
      { path: '^loop/([^/]+)/', pathNot: TEST }, { path: '^loop/[^/]+/', pathNot: ['^loop/$1/', '^loop/[^/]+/index\\.ts$'] }),
    rule('members-are-strangers', 'Two members (channels, reports, models, pages…) never import each other. Move what they share beside the contract, or into science/ or vocabulary/.',
      { path: `^(${FOLDER_KINDS})/([^/]+)/`, pathNot: TEST }, { path: `^(${FOLDER_KINDS})/[^/]+/`, pathNot: '^$1/$2/' }),
    rule('members-know-the-contract', 'A member reads its contract; the registry reads members, not the other way round.',
      { path: `^(${FOLDER_KINDS})/[^/]+/` }, { path: '^$1/[^/]+\\.gen\\.ts$' }),
    rule('file-members-are-strangers', 'Two members (metrics, steps, pieces of advice…) share only their contract.',
      { path: `^(${FILE_KINDS})/[^/]+\\.ts$`, pathNot: [TEST, '\\.gen\\.ts$', '/contract\\.ts$', '^metrics/read\\.ts$'] },
      { path: '^$1/[^/]+\\.ts$', pathNot: ['^$1/contract\\.ts$', '^$1/testing/'] }),
    rule('declarations-run-anywhere', 'A declaration is data that browser, server and documents read: move the execution to another file of the member.',
      { path: DECLARATIONS, pathNot: TEST },
      { path: '^(platform|apps|database|samples)/|/(channel|model|send|queries|fit|predict)\\.ts$', dependencyTypesNot: ['type-only'] }),
    rule('declarations-use-no-node', 'A declaration is read by browsers: no node: module.',
      { path: DECLARATIONS, pathNot: TEST }, { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] }),
    rule('web-sees-declarations', 'The pages read declarations, views and the API; everything else goes through the API.',
      { path: '^apps/web/', pathNot: ['^apps/web/vite\\.config\\.ts$', TEST] },
      { path: '^(platform|loop|customers|metrics|science|database|samples|apps/(server|cli|tracker))/', pathNot: DECLARATIONS, dependencyTypesNot: ['type-only'] }),
    rule('tracker-carries-nothing', 'It is sent to every visitor: types only from elsewhere.',
      { path: '^apps/tracker/', pathNot: TEST }, { pathNot: '^apps/tracker/', dependencyTypesNot: ['type-only'] }),
    rule('apps-are-roots', 'Only apps/ wires things together; nothing imports apps/.',
      { pathNot: ['^(apps|tests|bench|tools)/', TEST] }, { path: '^apps/' }),
    rule('apps-are-apart', 'Server, command line, pages and tracker share code below apps/, not with each other.',
      { path: '^apps/([^/]+)/', pathNot: TEST }, { path: '^apps/[^/]+/', pathNot: '^apps/$1/' }),
    rule('product-knows-no-tests', 'Code of the product imports neither tests nor tools nor benchmarks.',
      { path: '^(apps|loop|customers|metrics|science|vocabulary|platform|samples)/', pathNot: TEST }, { path: `^(tests|tools|bench)/|${TEST}` }),
    rule('drivers-stay-in-the-platform', 'Stores are reached through the room (its db and events); the drivers are platform\'s own.',
      { path: '^(loop|customers|metrics|apps|samples)/', pathNot: [TEST, '/queries\\.ts$'] }, { path: 'node_modules/(pg|@clickhouse/client|chdb|pg-boss)/', dependencyTypesNot: ['type-only'] }),
    rule('product-runs-without-development-packages', 'Install the package as a dependency, or do without.',
      { path: '^(apps|loop|customers|metrics|science|vocabulary|platform|samples)/', pathNot: [TEST, '^apps/web/vite\\.config\\.ts$'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache|\\.tributary)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.sql', '.css'] },
  },
};
