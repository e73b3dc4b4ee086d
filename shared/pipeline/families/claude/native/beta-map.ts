import { lookUp } from '../../../../json/look-up.ts';
import { strip } from '../../../python/space.ts';
import { type Release, since } from '../../../releases/release.ts';

/** Betas that Bedrock takes under their own name, by the release that first lets them through to invoke. */
const SINCE: Readonly<Record<string, Release>> = {
  'compact-2026-01-12': '1.87.0',
  'computer-use-2025-01-24': '1.87.0',
  'computer-use-2025-11-24': '1.87.0',
  'context-1m-2025-08-07': '1.87.0',
  'effort-2025-11-24': '1.87.0',
  'tool-search-tool-2025-10-19': '1.87.0',
  'fine-grained-tool-streaming-2025-05-14': '1.90.0',
  'context-management-2025-06-27': '1.109.1',
  'dangerous-tool-use-2026-09-03': '1.109.1',
  'mid-conversation-output-config-2026-07-01': '1.109.1',
  'mid-conversation-tool-changes-2026-07-01': '1.109.1',
  'thinking-binding-controls-2026-08-01': '1.109.1',
  'thinking-display-updates-2026-08-18': '1.109.1',
};

/** Betas that have another name on Bedrock. */
const RENAMED: Readonly<Record<string, string>> = {
  'advanced-tool-use-2025-11-20': 'tool-search-tool-2025-10-19',
};

/** The name of a beta on Bedrock's invoke route, or null where a release keeps it back. */
export function betaOnBedrock(beta: string, release: Release): string | null {
  const name = lookUp(RENAMED, beta) ?? beta;
  const from = lookUp(SINCE, name);
  return from !== undefined && since(release, from) ? name : null;
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
