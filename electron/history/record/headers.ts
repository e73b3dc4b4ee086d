import type { AnswerFacts } from '../../../shared/capture/answer.ts';
import type { HeaderList } from '../../../shared/capture/exchange.ts';

/** The value of the first header of that name, which is given in small letters; empty where there is none. */
export const header = (headers: HeaderList, name: string): string =>
  headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? '';

/** The number in a header, or null. */
function count(headers: HeaderList, name: string): number | null {
  const value = Number(header(headers, name) || Number.NaN);
  return Number.isFinite(value) ? value : null;
}

/** An answer whose body names no tokens, with those that Bedrock counts in its headers. */
export function withCounts(facts: AnswerFacts, headers: HeaderList): AnswerFacts {
  const { inputTokens, outputTokens } = facts.usage;
  return {
    ...facts,
    usage: {
      ...facts.usage,
      inputTokens: inputTokens ?? count(headers, 'x-amzn-bedrock-input-token-count'),
      outputTokens: outputTokens ?? count(headers, 'x-amzn-bedrock-output-token-count'),
    },
  };
}
