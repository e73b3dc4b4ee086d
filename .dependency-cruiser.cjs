// Who may import whom. The rooms are explained in ARCHITECTURE.md.
const TEST = '\\.test\\.tsx?$';

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
      from: { path: '^electron/(inspector|simulator|bedrock)/' },
      to: { path: ['^electron/(hosts|cli)/', '^node_modules/electron/'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
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
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
