import type { ThinkingKind } from '../../models/capabilities/capability.ts';
import { capabilitiesOf } from '../../models/capabilities/index.ts';

/** What a Claude model takes on Bedrock beyond the common fields. */
export interface ClaudeFeatures {
  readonly thinking: readonly ThinkingKind[];
  readonly effort: readonly string[];
  readonly structuredOutput: boolean;
  readonly ownTools: readonly string[];
  readonly ttl: readonly string[];
  readonly caching: boolean;
  readonly systemInMessages: boolean;
}

/** Features by generation, as the table of capabilities has them. */
export function claudeFeatures(base: string): ClaudeFeatures {
  const row = capabilitiesOf(base)?.row;
  return {
    thinking: row?.thinking?.is ?? [],
    effort: row?.effort?.is ?? [],
    structuredOutput: row?.structuredOutput?.is ?? true,
    ownTools: row?.ownTools?.is ?? [],
    ttl: row?.caching?.is?.ttl ?? [],
    caching: row?.caching?.is !== null,
    systemInMessages: row?.systemInMessages?.is ?? false,
  };
}
