import type { HeaderList } from './exchange.ts';

/** Where an answer names the request: Bedrock, LiteLLM for the Bedrock call behind its own, Anthropic's API. */
const NAMES = ['x-amzn-requestid', 'llm_provider-x-amzn-requestid', 'request-id'] as const;

/** The request id that an answer's headers name; null where they name none. */
export function requestIdOf(headers: HeaderList): string | null {
  for (const name of NAMES) {
    const value = headers.find(([written]) => written.toLowerCase() === name)?.[1];
    if (value !== undefined && value !== '') return value;
  }
  return null;
}
