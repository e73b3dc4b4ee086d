/**
 * What is held against mutants, and the tests that have to notice them. Paths from the root; `answered`: the recorded
 * answers are asked first, as `golden`, `corpus`, `corners` and `releases.test.ts` hold them.
 *
 * @type {Readonly<Record<string, { mutate: readonly string[], tests: readonly string[], answered?: true }>>}
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
    tests: [
      'shared/validation/{verdicts,claude,converse,spans,explain}.test.ts',
      'shared/validation/{dialects,families}/*.test.ts',
    ],
  },
  thinking: {
    mutate: [
      'shared/pipeline/call/thinking.ts',
      'shared/pipeline/families/claude/thinking.ts',
      'shared/pipeline/families/claude/native/thinking.ts',
    ],
    tests: ['shared/pipeline/families/claude/**/*.test.ts'],
    answered: true,
  },
  effort: {
    mutate: [
      'shared/pipeline/models/efforts.ts',
      'shared/pipeline/families/converse/effort.ts',
      'shared/pipeline/families/converse/map/reasoning.ts',
    ],
    tests: ['shared/pipeline/models/*.test.ts', 'shared/pipeline/families/converse/map/*.test.ts'],
    answered: true,
  },
  nova: {
    mutate: ['shared/pipeline/families/nova.ts'],
    tests: ['shared/pipeline/families/nova.test.ts'],
    answered: true,
  },
  'command-r': {
    mutate: ['shared/pipeline/families/command-r.ts'],
    tests: ['shared/pipeline/families/*.test.ts'],
    answered: true,
  },
  adapter: {
    mutate: ['shared/pipeline/messages-api/adapter/*.ts', '!shared/pipeline/messages-api/adapter/*.test.ts'],
    tests: ['shared/pipeline/messages-api/adapter/*.test.ts'],
    answered: true,
  },
};
