import type { Json, JsonObject } from '../json/json.ts';

/** The entry points of a LiteLLM proxy that Strata follows to Bedrock. */
export type Entry =
  | ('chat' | 'messages' | 'responses' | 'completions')
  | ('embeddings' | 'rerank' | 'images' | 'count-tokens')
  | 'pass-through';

/** Entry points whose calls keep what the proxy notes in `litellm_metadata`, and `metadata` for the provider. */
export const METADATA_APART: ReadonlySet<Entry> = new Set([
  ...(['messages', 'responses', 'count-tokens', 'pass-through'] as const),
]);

/** What a client hands to a proxy. */
export interface ClientCall {
  /** The URL path, with or without the host and the query. */
  readonly path: string;
  /** Names in any letter case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

interface Route {
  readonly entry: Entry;
  readonly path: RegExp;
}

/** Azure's and the oldest OpenAI clients' paths name the model. */
const ROUTES: readonly Route[] = [
  { entry: 'count-tokens', path: /(?:^|\/)bedrock\/(?:.*\/)?count[-_]tokens$/ },
  { entry: 'pass-through', path: /(?:^|\/)bedrock\/model\/(?<model>.+)\/[^/]+$/ },
  { entry: 'chat', path: /(?:^|\/)(?:openai\/deployments|engines)\/(?<model>.+)\/chat\/completions$/ },
  { entry: 'chat', path: /(?:^|\/)chat\/completions$/ },
  { entry: 'completions', path: /(?:^|\/)(?:openai\/deployments|engines)\/(?<model>.+)\/completions$/ },
  { entry: 'completions', path: /(?:^|\/)completions$/ },
  { entry: 'embeddings', path: /(?:^|\/)(?:openai\/deployments|engines)\/(?<model>.+)\/embeddings$/ },
  { entry: 'embeddings', path: /(?:^|\/)embeddings$/ },
  { entry: 'images', path: /(?:^|\/)(?:openai\/deployments|engines)\/(?<model>.+)\/images\/generations$/ },
  { entry: 'images', path: /(?:^|\/)images\/generations$/ },
  { entry: 'rerank', path: /(?:^|\/)rerank$/ },
  { entry: 'count-tokens', path: /(?:^|\/)messages\/count_tokens$/ },
  { entry: 'responses', path: /(?:^|\/)responses$/ },
  { entry: 'messages', path: /(?:^|\/)messages$/ },
];

/**
 * Paths under which a proxy hands calls on to another provider's own API, whatever its deployments are.
 * Source: `llm_passthrough_endpoints.py`, LiteLLM 1.87.0 and 1.109.1.
 */
const ELSEWHERE =
  /^(?:[a-z]+:\/\/[^/]+)?\/(?<provider>anthropic|openai_passthrough|openai(?!\/(?:deployments\/|v1\/responses$))|azure|azure_ai|cohere|gemini|mistral|vertex[-_]ai|vllm)\//;

/** The provider whose own API a path of a proxy leads to; null for none. */
export const providerAt = (path: string): string | null =>
  ELSEWHERE.exec(path.replace(/[?#].*$/, ''))?.groups?.provider ?? null;

/** The entry point that a path names, with the model where the path names one; null for any other path. */
export function entryOf(path: string): { readonly entry: Entry; readonly model: string | null } | null {
  const plain = path.replace(/[?#].*$/, '').replace(/\/+$/, '');
  for (const { entry, path: pattern } of ROUTES) {
    const found = pattern.exec(plain);
    if (found) return { entry, model: found.groups?.model ?? null };
  }
  return null;
}

/** A header's value whatever the letter case of its name; undefined for none. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const found = Object.keys(headers).find((given) => given.toLowerCase() === name);
  return found === undefined ? undefined : headers[found];
}

/** A switch of a configuration that is on: LiteLLM compares with `True`, other values do not count. */
export const isOn = (value: Json | undefined): boolean => value === true;
