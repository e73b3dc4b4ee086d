import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { isInternalAnywhere } from '../pipeline/releases/registry.ts';

/** Names that steer LiteLLM and are parameters of Bedrock's models as well. */
const BOTH = new Set(['metadata', 'model', 'messages', 'id', 'text', 'tools', 'stream', 'user']);

/** Names that are parameters of a model only beside another: Cohere's reranker asks for the version of its API. */
const BESIDE: ReadonlyMap<string, string> = new Map([['api_version', 'documents']]);

const isOwn = (name: string, part: JsonObject): boolean => {
  const beside = BESIDE.get(name);
  return BOTH.has(name) || (beside !== undefined && part[beside] !== undefined);
};

const leakedIn = (part: JsonObject): readonly string[] =>
  Object.keys(part).filter((name) => isInternalAnywhere(name) && !isOwn(name, part));

/** Parameters of LiteLLM's own that stand in a body on its way to Bedrock, where nothing knows them. */
export function leaksOf(body: Json): readonly string[] {
  if (!isObject(body)) return [];
  const extra = body.additionalModelRequestFields;
  return [...leakedIn(body), ...(isObject(extra) ? leakedIn(extra) : [])];
}
