import { type Caching, type Capabilities, type Cell, cell, changed } from './capability.ts';
import { COMMON, NO_STRICT, SIGNATURE } from './chat-common.ts';
import { CACHING_DOCS, OPTIMIZED, pydantic, RESTRICTIONS, TIERS } from './claude-evidence.ts';
import * as seen from './other-evidence.ts';

const NOVA_DOCUMENTS: Cell<readonly string[]> = cell(['pdf', 'docx'], RESTRICTIONS);

const NOVA_CACHING: Cell<Caching> = cell(
  { places: ['system', 'messages'], points: 4, ttl: ['5m'], leastTokens: 1000 },
  CACHING_DOCS,
  pydantic('test_bedrock/test_bedrock_cache_point_adds_cache_control[nova-lite]'),
);

const NOVA_1 = {
  generation: 'Nova',
  reasoningBack: cell(false, seen.NOVA_REASONING, seen.REASONING_BACK),
  input: cell(300_000, seen.COST_MAP, seen.NOVA_TOO_LONG),
  largeDocuments: NOVA_DOCUMENTS,
  output: cell(10_000, seen.NOVA_LENGTH),
  strictTools: NO_STRICT,
  structuredOutput: cell(false, seen.probed('amazon.nova-lite-v1_0'), seen.probed('amazon.nova-pro-v1_0')),
  optimized: cell([], seen.probed('amazon.nova-lite-v1_0'), ...OPTIMIZED),
  caching: NOVA_CACHING,
  tools: cell('any', seen.PROBE, seen.FEATURES),
  toolChoice: changed(
    cell(['auto', 'any', 'tool'], seen.CHOICES),
    '2025-03',
    cell(['auto'], seen.NOVA_CHOICE, seen.NOVA_ANY),
    '2025-01-15',
  ),
} satisfies Partial<Capabilities>;

/** Amazon’s chat models, one row a generation. */
export const AMAZON: readonly Capabilities[] = [
  {
    ...COMMON,
    generation: 'Titan Text Premier',
    output: cell(3000, seen.TITAN_LENGTH),
    models: /^amazon\.titan-text-premier/,
    example: 'amazon.titan-text-premier-v1:0',
    system: cell(false, seen.TITAN_NO_SYSTEM, seen.FEATURES),
    tools: cell('none', seen.FEATURES),
    media: cell([], seen.FEATURES),
  },
  {
    ...COMMON,
    generation: 'Titan Text',
    models: /^amazon\.titan-(text|tg1)/,
    example: 'amazon.titan-text-express-v1',
    system: cell(false, seen.TITAN, seen.FEATURES),
    tools: cell('none', seen.TITAN, seen.FEATURES),
    media: cell(['document'], seen.FEATURES),
  },
  {
    ...NOVA_1,
    models: /^amazon\.nova-micro/,
    tiers: cell([], seen.probed('amazon.nova-micro-v1_0')),
    example: 'amazon.nova-micro-v1:0',
    input: cell(128_000, seen.COST_MAP, seen.NOVA_TOO_LONG),
    media: cell([], seen.PROBE, seen.FEATURES),
  },
  {
    ...NOVA_1,
    models: /^amazon\.nova-lite/,
    example: 'amazon.nova-lite-v1:0',
    tiers: cell([], TIERS),
  },
  {
    ...NOVA_1,
    models: /^amazon\.nova-pro/,
    example: 'amazon.nova-pro-v1:0',
    optimized: cell(['us'], ...OPTIMIZED),
  },
  {
    ...NOVA_1,
    models: /^amazon\.nova-premier/,
    example: 'amazon.nova-premier-v1:0',
    input: cell(1_000_000, seen.COST_MAP),
    output: cell(10_000, seen.COST_MAP),
  },
  {
    generation: 'Nova 2',
    input: cell(1_000_000, seen.COST_MAP, seen.NOVA_TOO_LONG),
    largeDocuments: NOVA_DOCUMENTS,
    models: /^amazon\.nova-2-(lite|pro|omni)/,
    example: 'amazon.nova-2-lite-v1:0',
    lacks: cell([SIGNATURE], seen.REASONING_BACK),
    strictTools: NO_STRICT,
    structuredOutput: cell(false, seen.probed('amazon.nova-2-lite-v1_0')),
    optimized: cell([], seen.probed('amazon.nova-2-lite-v1_0')),
    caching: NOVA_CACHING,
    tools: cell('any', seen.PROBE),
    access: cell('profile', seen.NOVA_2_PROFILE),
  },
];
