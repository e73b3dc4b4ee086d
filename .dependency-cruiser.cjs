// Who may import whom. The rooms are explained in ARCHITECTURE.md.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const TEST = '\\.test\\.tsx?$';

/** A room that no list names would be held to no order. */
function allNamed(base, rooms) {
  const there = readdirSync(join(__dirname, base), { withFileTypes: true });
  const unnamed = there.filter(
    (one) => one.isDirectory() && one.name !== 'testdata' && !rooms.includes(one.name),
  );
  if (unnamed.length > 0)
    throw new Error(`.dependency-cruiser.cjs does not say where ${base}${unnamed[0].name} stands`);
}

/** A rule for each room of a list: it imports rooms before it, never one after it. */
function inOrder(name, comment, base, rooms) {
  allNamed(base, rooms);
  return rooms.slice(0, -1).map((room, floor) => ({
    name: `${name}: ${room}`,
    comment,
    severity: 'error',
    from: { path: `^${base}${room}(/|\\.ts$)`, pathNot: [TEST, '/testing\\.ts$'] },
    to: { path: `^${base}(${rooms.slice(floor + 1).join('|')})(/|\\.ts$)` },
  }));
}

/** The pipeline from the ground up. */
const PIPELINE = [
  ...[
    'python',
    'releases',
    'ledger',
    'messages',
    'models',
    'call',
    'schemas',
    'cache',
    'tokens',
    'modify',
    'blocks',
    'route',
  ],
  ...[
    'completion',
    'families',
    'messages-api',
    'direct',
    'entries',
    'send',
    'transform',
    'body-text',
    'audit',
  ],
];
/** What helps the families; families themselves are files beside these. */
const HOUSES = ['text', 'openai', 'cohere', 'qwen', 'converse', 'nova', 'claude'];
/** shared/ from the ground up. */
const SHARED = [
  ...[
    'bisect',
    'bytes',
    'text',
    'hash',
    'json',
    'delta',
    'shrink',
    'diff',
    'target',
    'pipeline',
    'eventstream',
    'recording',
    'redaction',
    'input',
    'samples',
    'tokens',
    'way-back',
  ],
  ...[
    'validation',
    'conversation',
    'capture',
    'query',
    'contract',
    'losses',
    'strict',
    'proxy',
    'findings',
    'share',
    'library',
    'testing',
  ],
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-stands-alone',
      comment: 'shared/ is pure: it knows no other room.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|e2e|scripts|oracle|bench)/' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/ runs anywhere: no Node, no Electron, no React. Its tests may read files.',
      severity: 'error',
      from: { path: '^shared/', pathNot: TEST },
      to: { path: '^node_modules/(electron|react|react-dom|ws)/' },
    },
    {
      name: 'shared-has-no-node-builtins',
      comment: 'The same for builtins that are named without node:.',
      severity: 'error',
      from: { path: '^shared/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pipeline-knows-nobody',
      comment: 'The pipeline does not know the contract, the validator or the inspector.',
      severity: 'error',
      from: { path: '^shared/pipeline/', pathNot: TEST },
      to: { path: '^shared/', pathNot: '^shared/(pipeline|json|hash)/' },
    },
    ...inOrder('pipeline-floors', 'Rooms of the pipeline import downwards.', 'shared/pipeline/', PIPELINE),
    ...inOrder('house-floors', 'Houses of families import downwards.', 'shared/pipeline/families/', HOUSES),
    ...inOrder('shared-floors', 'Rooms of shared/ import downwards.', 'shared/', SHARED),
    {
      name: 'houses-know-no-family',
      comment: 'What helps families knows none of them.',
      severity: 'error',
      from: { path: '^shared/pipeline/families/[^/]+/', pathNot: TEST },
      to: { path: '^shared/pipeline/families/[^/]+\\.ts$' },
    },
    {
      name: 'converse-builds-last',
      comment: 'Map and conversation of Converse do not know how a request is built.',
      severity: 'error',
      from: { path: '^shared/pipeline/families/converse/(map|conversation)/', pathNot: TEST },
      to: { path: '^shared/pipeline/families/converse/build/' },
    },
    {
      name: 'bedrock-knows-no-inspector',
      comment: 'The client of Bedrock owns the form of its requests; the inspector uses it.',
      severity: 'error',
      from: { path: '^electron/bedrock/', pathNot: TEST },
      to: { path: '^electron/inspector/' },
    },
    {
      name: 'renderer-knows-the-contract-only',
      comment: 'The renderer reaches the main process through the contract, never through its code.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|e2e|scripts|oracle|bench)/' },
    },
    {
      name: 'renderer-runs-no-transform',
      comment:
        'Of pipeline and validation the renderer takes types, names and tables; the engines run elsewhere.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: {
        path: '^shared/(validation/validate|pipeline/(transform|completion/|families/|messages-api/))',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-electron-room-uses-node',
      comment: 'Only electron/ (and tests) may use Node.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-electron-room-uses-electron',
      comment: 'Only electron/ may import Electron.',
      severity: 'error',
      from: { path: '^(renderer|shared)/' },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'engine-knows-no-host',
      comment: 'Inspector, simulator and Bedrock client run in either host and know neither.',
      severity: 'error',
      from: { path: '^electron/(http|bedrock|simulator|inspector|installed|capture)/' },
      to: { path: ['^electron/(hosts|cli)/', '^node_modules/electron/'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      // Packages that are types alone have no file that runs.
      to: { couldNotResolve: true, pathNot: '^(sarif|har-format)$' },
    },
  ],
  options: {
    skipAnalysisNotInRules: true,
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
