import type { Api } from '../../shared/pipeline/call/result.ts';

const PATHS: Readonly<Record<Api, string>> = { chat: '/v1/chat/completions', messages: '/v1/messages' };

/**
 * The request as a curl command against a LiteLLM proxy on its usual port. The key is read from
 * the environment, it is never part of the text. `requestText` is the request's JSON.
 */
export function proxyCurl(requestText: string, api: Api): string {
  return [
    `curl -N http://localhost:4000${PATHS[api]}`,
    '-H "Authorization: Bearer $LITELLM_API_KEY"',
    "-H 'content-type: application/json'",
    `-d '${requestText.trim().replace(/'/g, `'\\''`)}'`,
  ].join(' \\\n  ');
}
