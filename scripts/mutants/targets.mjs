const THINKING_CASES = [
  'adapter:effort-and-thinking',
  'adapter:max_tokens',
  'adapter:output_config',
  'adapter:reasoning_effort',
  'adapter:thinking',
  'boundary:budget',
  'boundary:effort',
  'boundary:no-limit',
  'boundary:output-effort',
  'boundary:room',
  'boundary:thinking',
  'malformed:output_config',
  'malformed:thinking',
].join();

/**
 * What is held against mutants, and the tests that have to notice them. Paths from the root; `lines`
 * narrows a file down; `env` narrows the recorded cases down to those that pass through the code.
 *
 * @type {Readonly<Record<string, { mutate: readonly string[], tests: readonly string[], env?: Readonly<Record<string, string>> }>>}
 */
export const TARGETS = {
  decoder: {
    mutate: ['shared/eventstream/decoder.ts', 'shared/eventstream/headers.ts'],
    tests: ['shared/eventstream/{decoder,decoder-bounds,foreign,vectors}.test.ts'],
  },
  timing: { mutate: ['shared/eventstream/timing.ts'], tests: ['shared/eventstream/{timing,advice}.test.ts'] },
  advice: { mutate: ['shared/eventstream/advice.ts'], tests: ['shared/eventstream/{timing,advice}.test.ts'] },
  policy: { mutate: ['shared/eventstream/policy.ts'], tests: ['shared/eventstream/policy.test.ts'] },
  access: {
    mutate: ['electron/hosts/browser/access.ts'],
    tests: ['electron/hosts/browser/access.test.ts'],
  },
  secrets: {
    mutate: ['electron/capture/live/secrets.ts'],
    tests: ['electron/capture/live/secrets.test.ts'],
  },
  ledger: {
    mutate: ['shared/pipeline/ledger/{fate,leaves,ledger}.ts'],
    tests: ['shared/pipeline/ledger/*.test.ts', 'shared/pipeline/{transform,properties}.test.ts'],
  },
  dialects: {
    mutate: ['shared/validation/dialects/*.ts', '!shared/validation/dialects/*.test.ts'],
    tests: ['shared/validation/**/*.test.ts'],
  },
  thinking: {
    mutate: [
      'shared/pipeline/call/thinking.ts',
      'shared/pipeline/families/claude/thinking.ts',
      'shared/pipeline/families/claude/native/thinking.ts',
    ],
    tests: [
      'shared/pipeline/families/claude/**/*.test.ts',
      'shared/pipeline/{corpus,corners,releases}.test.ts',
    ],
    env: { CORPUS_TAG: THINKING_CASES },
  },
  effort: {
    mutate: [
      'shared/pipeline/models/efforts.ts',
      'shared/pipeline/families/converse/effort.ts',
      'shared/pipeline/families/converse/map/reasoning.ts',
    ],
    tests: [
      'shared/pipeline/models/*.test.ts',
      'shared/pipeline/families/converse/map/*.test.ts',
      'shared/pipeline/{corpus,corners,releases}.test.ts',
    ],
    env: { CORPUS_TAG: THINKING_CASES },
  },
  nova: {
    mutate: ['shared/pipeline/families/nova.ts'],
    tests: ['shared/pipeline/families/nova.test.ts', 'shared/pipeline/{golden,corpus}.test.ts'],
    env: { GOLDEN_FAMILY: 'nova', CORPUS_FAMILY: 'nova' },
  },
  'command-r': {
    mutate: ['shared/pipeline/families/command-r.ts'],
    tests: ['shared/pipeline/families/*.test.ts', 'shared/pipeline/golden.test.ts'],
    env: { GOLDEN_FAMILY: 'cohere' },
  },
  adapter: {
    mutate: ['shared/pipeline/messages-api/adapter/*.ts', '!shared/pipeline/messages-api/adapter/*.test.ts'],
    tests: ['shared/pipeline/messages-api/adapter/*.test.ts', 'shared/pipeline/{corpus,corners}.test.ts'],
  },
};
