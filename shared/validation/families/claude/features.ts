import type { Capabilities, ThinkingKind } from '../../models/capabilities/capability.ts';

/** What a Claude model takes on Bedrock beyond the common fields. */
export interface ClaudeFeatures {
  readonly thinking: readonly ThinkingKind[];
  readonly effort: readonly string[];
  readonly structuredOutput: boolean;
  readonly ownTools: readonly string[];
  readonly ttl: readonly string[];
  readonly caching: boolean;
  readonly systemInMessages: boolean;
  readonly citations: boolean;
  readonly bodySchema: 'two forms' | 'messages' | null;
  readonly tools: boolean;
}

/** Features of a generation, as its row in the table of capabilities has them. */
export function claudeFeatures(row: Partial<Capabilities>): ClaudeFeatures {
  return {
    thinking: row.thinking?.is ?? [],
    effort: row.effort?.is ?? [],
    structuredOutput: row.structuredOutput?.is ?? true,
    ownTools: row.ownTools?.is ?? [],
    ttl: row.caching?.is?.ttl ?? [],
    caching: row.caching?.is !== null,
    systemInMessages: row.systemInMessages?.is ?? false,
    citations: row.citations?.is ?? true,
    bodySchema: row.bodySchema?.is ?? null,
    tools: row.tools?.is !== 'none',
  };
}
