import { type Caching, type Capabilities, cell, changed } from './capability.ts';
import * as seen from './claude-evidence.ts';

const EVERYWHERE = ['system', 'messages', 'tools'] as const;
export const caching = (leastTokens: number, ttl: Caching['ttl']): Caching => ({
  places: EVERYWHERE,
  points: 4,
  ttl,
  leastTokens,
});
export const FIVE_MINUTES = ['5m'] as const;
export const UP_TO_AN_HOUR = ['5m', '1h'] as const;
export const WORLDWIDE = ['us', 'eu', 'jp', 'au', 'apac', 'global', 'us-gov'] as const;

const KNOWN_BETAS = [
  'computer-use-2024-10-22',
  'computer-use-2025-01-24',
  'computer-use-2025-11-24',
  'token-efficient-tools-2025-02-19',
  'interleaved-thinking-2025-05-14',
  'output-128k-2025-02-19',
  'dev-full-thinking-2025-05-14',
  'context-1m-2025-08-07',
  'context-management-2025-06-27',
  'effort-2025-11-24',
  'tool-search-tool-2025-10-19',
  'tool-examples-2025-10-29',
  'fine-grained-tool-streaming-2025-05-14',
  'claude-code-20250219',
  'compact-2026-01-12',
] as const;

export const REFUSED_BETAS = [
  'mcp-servers-2025-12-04',
  'mcp-client-2025-04-04',
  'mcp-client-2025-11-20',
  'advanced-tool-use-2025-11-20',
  'advisor-tool-2026-03-01',
  'code-execution-2025-08-25',
  'fast-mode-2026-02-01',
  'files-api-2025-04-14',
  'prompt-caching-scope-2026-01-05',
  'skills-2025-10-02',
  'web-fetch-2025-09-10',
  'web-search-2025-03-05',
] as const;

const MEDIA = cell(['image', 'document'], seen.NO_VIDEO, seen.FEATURES) satisfies Capabilities['media'];

/** What all Claude models of the messages API have in common. */
export const COMMON = {
  system: cell(true, seen.FEATURES),
  systemInMessages: cell(false, seen.SYSTEM_ROLE),
  media: MEDIA,
  s3: cell(['document'], seen.NO_S3),
  imageLength: cell(5_242_880, ...seen.IMAGE_LENGTH),
  imageSide: cell({ most: 8000, many: 20, mostOfMany: 2000 }, ...seen.IMAGE_SIDE),
  images: changed(cell(100, ...seen.IMAGES), '2025-12-01', cell(20, seen.TWENTY_IMAGES), '2025-10-07'),
  citations: changed(cell(true, seen.CITATIONS), '2025-06', cell(false, seen.NO_CITATIONS), '2025-02-26'),
  tools: cell('any', seen.FEATURES),
  toolChoice: cell(['auto', 'any', 'tool'], seen.FEATURES),
  betas: cell({ taken: KNOWN_BETAS, refused: REFUSED_BETAS }, ...seen.BETAS_4_6),
  operations: cell(
    ['InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream'],
    seen.FEATURES,
  ),
} satisfies Partial<Capabilities>;
