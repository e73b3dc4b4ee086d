/** Models whose answer length Bedrock is on record to bound, in tokens. */
const LIMITS: readonly (readonly [RegExp, number])[] = [
  [/^anthropic\.claude-3-(haiku|sonnet|opus)-/, 4096],
  [/^anthropic\.claude-3-5-sonnet-20240620/, 4096],
];

export const LIMIT_SOURCE = 'aichat #813, Roo-Code #248';

/**
 * The refusal of an answer length above what the model gives, in Bedrock's words.
 * @param base foundation model id without geography prefix
 * @returns the sentence and the limit in tokens; undefined where nothing is refused or known
 */
export function aboveLimit(
  base: string,
  maxTokens: unknown,
): { sentence: string; limit: number } | undefined {
  const limit = LIMITS.find(([pattern]) => pattern.test(base))?.[1];
  if (limit === undefined || typeof maxTokens !== 'number' || maxTokens <= limit) return undefined;
  const sentence = `The maximum tokens you requested exceeds the model limit of ${limit}. Try again with a maximum tokens value that is lower than ${limit}.`;
  return { sentence, limit };
}
