import { isArray, type Json } from '../../json/json.ts';
import { costFlag } from '../../pipeline/models/lookup.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';

const ENDPOINT = '/v1/responses';

/**
 * True for a model that Bedrock serves over OpenAI's Responses API, as the release's cost map says: LiteLLM makes no chat call
 * of a Responses call to it. Source: `bedrock_supports_openai_responses`, LiteLLM 1.104.0 to 1.110.2.
 */
export function takesResponses(model: Json | undefined, release: Release): boolean {
  if (typeof model !== 'string' || !has(release, 'responses-endpoint')) return false;
  const name = model.replace(/^bedrock\//, '').replace(/^chat_completions\//, '');
  return [name, `bedrock/${name}`].some((key) => {
    const endpoints = costFlag(release, key, 'supported_endpoints');
    return isArray(endpoints) && endpoints.includes(ENDPOINT);
  });
}
