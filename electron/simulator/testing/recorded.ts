import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Json } from '../../../shared/json/json.ts';
import type { Posted } from './compare.ts';

/** LiteLLM releases whose bodies are on record. */
export const RECORDED_RELEASES = ['1.87.0', '1.90.0', '1.109.1'] as const;

/** The JSON values of a JSONL text. */
export const linesOf = (text: string): readonly Json[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/**
 * Bodies as a LiteLLM release put them on the wire, on the paths it used, each once.
 * @param folder `shared/pipeline/testdata`
 */
export function recordedBodies(folder: URL, release: string): readonly Posted[] {
  const seen = new Map<string, Posted>();
  const text = gunzipSync(readFileSync(new URL(`litellm-${release}.jsonl.gz`, folder))).toString();
  for (const line of linesOf(text)) {
    const { path, body } = line as { path?: string; body?: Json };
    if (path === undefined || body === undefined) continue;
    const posted = { path, body: JSON.stringify(body) };
    seen.set(`${path} ${posted.body}`, posted);
  }
  return [...seen.values()];
}
