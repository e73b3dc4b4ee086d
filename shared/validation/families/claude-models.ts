/** What a Claude model takes on Bedrock beyond the common fields. */
export interface ClaudeFeatures {
  readonly thinking: boolean;
  readonly effort: boolean;
  readonly structuredOutput: boolean;
  /** False where `temperature` and `top_p` exclude each other. */
  readonly bothSamplers: boolean;
}

/** `4.5` for claude-sonnet-4-5-20250929, `3.7` for claude-3-7-sonnet, null where no version can be read. */
function claudeVersion(base: string): number | null {
  const named =
    /claude-(\d)(?:-(\d))?-[a-z]/.exec(base) ?? /claude-[a-z]+-(\d{1,2})(?:-(\d{1,2}))?(?![0-9])/.exec(base);
  return named?.[1] ? Number(`${named[1]}.${named[2] ?? 0}`) : null;
}

/**
 * Features by generation. Thinking came with 3.7 (langchainjs #8338 shows the refusal before), effort
 * with Opus 4.5 and 4.6, structured output with 4.5; from 4.5 on the two samplers exclude each other
 * (litellm #15070, bedrock-access-gateway #191 and #238). A model whose version cannot be read is
 * taken for the newest.
 */
export function claudeFeatures(base: string): ClaudeFeatures {
  const version = claudeVersion(base) ?? Number.POSITIVE_INFINITY;
  return {
    thinking: version >= 3.7,
    effort: version >= 4.6 || (version >= 4.5 && base.includes('opus')),
    structuredOutput: version >= 4.5,
    bothSamplers: version < 4.5,
  };
}
