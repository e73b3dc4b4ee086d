import { lookUp } from '../../../../json/look-up.ts';
import { strip } from '../../../python/space.ts';
import { namedBy } from '../../../releases/named-by.ts';
import type { Release } from '../../../releases/release.ts';

/** Betas that Bedrock takes under their own name, as far as a release lets them through to invoke. */
const letThrough = namedBy([
  'compact-2026-01-12',
  'computer-use-2025-01-24',
  'computer-use-2025-11-24',
  'context-1m-2025-08-07',
  'tool-search-tool-2025-10-19',
  ['effort-2025-11-24', 'messages-take-effort'],
  ['interleaved-thinking-2025-05-14', 'messages-take-interleaved-thinking'],
  ['fine-grained-tool-streaming-2025-05-14', 'messages-take-streamed-tools'],
  ['context-management-2025-06-27', 'messages-take-context-management'],
  ['compact-2026-09-04', 'messages-take-late-compaction'],
  ['per-turn-control-2026-07-01', 'messages-take-per-turn-control'],
  ['dangerous-tool-use-2026-09-03', 'messages-take-dangerous-tools'],
  ['mid-conversation-output-config-2026-07-01', 'messages-take-mid-output-config'],
  ['mid-conversation-tool-changes-2026-07-01', 'messages-take-tool-changes'],
  ['thinking-binding-controls-2026-08-01', 'messages-take-thinking-binding'],
  ['thinking-display-updates-2026-08-18', 'messages-take-thinking-display'],
]);

/** Betas that have another name on Bedrock. */
const RENAMED: Readonly<Record<string, string>> = {
  'advanced-tool-use-2025-11-20': 'tool-search-tool-2025-10-19',
};

/** The name of a beta on Bedrock's invoke route, or null where a release keeps it back. */
export function betaOnBedrock(beta: string, release: Release): string | null {
  const name = lookUp(RENAMED, beta) ?? beta;
  return letThrough(release).has(name) ? name : null;
}

/**
 * The betas a release sends to Bedrock, sorted, each once.
 * Source: `anthropic_beta_headers_config.json`, column bedrock, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function betasOnBedrock(betas: Iterable<string>, release: Release): readonly string[] {
  const names = new Set<string>();
  for (const beta of betas) {
    const name = betaOnBedrock(strip(beta), release);
    if (name !== null) names.add(name);
  }
  return [...names].sort();
}
