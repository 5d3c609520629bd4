/** The arrows of the house: see docs/decisions/0001-folders-and-arrows.md. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: {
    pathNot: allowed,
    dependencyTypesNot: ['core'],
    path: '^(src|views|demo|test|bench|scripts|node_modules)/',
  },
});

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-folder-circles', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core'] },
    },
    only('domain-knows-nobody', '^src/domain/', '^src/domain/|^node_modules/(zod|yaml|re2js|smol-toml)/'),
    only('triage-knows-domain', '^src/triage/', '^src/(domain|triage)/|^node_modules/(p-retry|zod)/'),
    only('classify', '^src/classify/', '^src/(classify|domain|triage/ports)/|^node_modules/'),
    only('store', '^src/store/', '^src/(store|domain|read|triage/ports)/|^node_modules/'),
    only('queue', '^src/queue/', '^src/(queue|store|domain)/|^node_modules/'),
    only('read', '^src/read/', '^src/(read|domain|triage/ports)/'),
    only(
      'github',
      '^src/github/',
      '^src/(github|triage|domain|ops|read)/|^src/queue/inbox\\.ts$|^src/app/config/|^views/|^node_modules/',
    ),
    only(
      'console',
      '^src/console/',
      '^src/(console|domain|ops|queue|read|triage/ports)/|^views/|^node_modules/',
    ),
    only('ops', '^src/ops/', '^src/ops/|^node_modules/'),
    only('views', '^views/', '^views/|^src/(domain|read)/|^node_modules/'),
    {
      name: 'production-never-imports-demo-or-tests',
      severity: 'error',
      from: { path: '^(src|views)/' },
      to: { path: '^(demo|test|bench|scripts)/' },
    },
    {
      name: 'probot-and-octokit-live-in-github',
      severity: 'error',
      from: { path: '^(src|views)/', pathNot: '^src/(github/|main\\.ts)' },
      to: { path: '^node_modules/(probot|@octokit)/' },
    },
    {
      name: 'drizzle-lives-in-store',
      severity: 'error',
      from: { path: '^(src|views)/', pathNot: '^src/(store|queue)/' },
      to: { path: '^node_modules/(drizzle-orm|pg|postgres|@electric-sql|pgvector)/' },
    },
    {
      name: 'queue-library-lives-in-queue',
      severity: 'error',
      from: { path: '^(src|views)/', pathNot: '^src/queue/' },
      to: { path: '^node_modules/pg-boss/' },
    },
    {
      name: 'plots-live-in-charts',
      severity: 'error',
      from: { path: '^(src|views)/', pathNot: '^src/console/charts/' },
      to: { path: '^node_modules/(echarts|zrender)/' },
    },
    {
      name: 'plots-load-late',
      comment:
        'render-chart loads the library with the first chart: it is a fifth of what the web role consists of.',
      severity: 'error',
      from: { path: '^(src|views)/' },
      to: { path: '^node_modules/(echarts|zrender)/', dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'models-live-in-classify',
      severity: 'error',
      from: { path: '^(src|views)/', pathNot: '^src/classify/' },
      to: { path: '^node_modules/(openai|@anthropic-ai)/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^(src|views|demo|test|bench|scripts)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
