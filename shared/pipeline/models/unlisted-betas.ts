import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';

const ADVANCED = 'advanced-tool-use-2025-11-20';
const SEARCH = 'tool-search-tool-2025-10-19';
const EXAMPLES = 'tool-examples-2025-10-29';
const FORMATS = 'structured-outputs-2025-11-13';

/** Betas that 1.81.9 and 1.81.10 keep from Bedrock, on both routes. */
const EVERYWHERE: readonly string[] = [
  ADVANCED,
  'prompt-caching-scope-2026-01-05',
  'web-fetch-2025-09-10',
  'code-execution-2025-08-25',
  'skills-2025-10-02',
  'files-api-2025-04-14',
];

/** Those that they keep from one route only. */
const ONLY = {
  invoke: [FORMATS],
  converse: [
    ...['bash_20250124', 'bash_20241022', 'text_editor_20250124', 'text_editor_20241022'],
    'compact-2026-01-12',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Those that 1.81.10 keeps back besides. */
const LATER = {
  invoke: ['fast-mode-2026-02-01', 'mcp-servers-2025-12-04'],
  converse: ['fast-mode-2026-02-01'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Betas without those that a route does not take, each once and sorted.
 * Source: `anthropic_beta_headers_config.json`, LiteLLM 1.81.9 and 1.81.10, which lists what Bedrock does not know.
 */
export function withoutUnlisted(
  betas: readonly string[],
  route: 'invoke' | 'converse',
  release: Release,
): readonly string[] {
  const kept = new Set([...EVERYWHERE, ...ONLY[route]]);
  if (has(release, 'later-betas-unlisted')) for (const beta of LATER[route]) kept.add(beta);
  return [...new Set(betas)].filter((beta) => !kept.has(beta)).sort();
}

const searchesTools = (name: string): boolean => /(?:opus|sonnet)[-_]4[-._]5/.test(name);

/** In a messages call `advanced-tool-use` stands for two betas of Bedrock's, for models that search tools (1.81.6 to 1.81.10). */
function translated(betas: readonly string[], name: string): readonly string[] {
  if (!betas.some((beta) => beta.toLowerCase().includes('advanced-tool-use')) || !searchesTools(name))
    return betas;
  return [...betas.filter((beta) => beta !== ADVANCED), SEARCH, EXAMPLES];
}

/**
 * The betas of a messages call for Claude as 1.81.6 to 1.81.10 hand them to Bedrock, before those of thinking are looked at.
 * `name`: the model's, in lower case. Source: `_filter_unsupported_beta_headers_for_bedrock`.
 */
export function messagesBetas(betas: readonly string[], name: string, release: Release): readonly string[] {
  if (!has(release, 'advanced-tools-told-as-two')) return betas;
  const told = translated(betas, name);
  if (!has(release, 'betas-by-unsupported-list')) return told;
  const formats = /opus[-_]4[-._]6/.test(name) && told.includes(FORMATS) ? [FORMATS] : [];
  return [...withoutUnlisted(told, 'invoke', release), ...formats];
}
