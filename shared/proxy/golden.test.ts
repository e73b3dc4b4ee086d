/**
 * Calls of clients under configurations, as real LiteLLM proxies answered them: what Strata sends must be what the
 * proxy sent, and what the proxy refused must be refused. testdata/ holds 600 calls under four configurations,
 * testdata/modify/ conversations that modify_params changes, testdata/entries/ other entry points than chats.
 *
 *   GOLDEN_ID=px0119 npx vitest run shared/proxy/golden.test.ts     one case, with its differences
 *
 * Headers that are compared: those that a transform, the configuration or the client sets. Left out are
 * x-litellm-… (bookkeeping of the proxy: whose key it was, what the client asked of the proxy itself).
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import { callThroughProxy } from './call.ts';
import { type ProxyConfig, readConfig } from './config.ts';
import type { ClientCall } from './entry.ts';
import { ProxyMemory } from './memory.ts';

interface Case extends ClientCall {
  readonly id: string;
  readonly config: string;
}

interface Sent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

interface Recorded {
  readonly id: string;
  readonly sent: readonly Sent[];
  readonly error?: string;
}

/** Cases that differ, with the reason. */
const TOKENIZER =
  'input and output of the model share one limit: under modify_params LiteLLM counts the tokens of the input by a tokenizer that it loads from the network where it can';
const EMPTY_LIST = 'for an empty list as content 1.87 sends that list as a text, which no model takes';
const HOSTED_CALL =
  'a web_search_call without its members fails in a model class of OpenAI’s client, whose checks are not modelled';
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'litellm-1.87.0/px0419': TOKENIZER,
  'litellm-1.109.1/px0419': TOKENIZER,
  'litellm-1.87.0/m019': EMPTY_LIST,
  'litellm-1.87.0/m035': EMPTY_LIST,
  'litellm-1.87.0/m051': EMPTY_LIST,
  'litellm-1.87.0/m067': EMPTY_LIST,
  'litellm-1.87.0/corner-a10d7b57': EMPTY_LIST,
  'litellm-1.109.1/corner-af452485': HOSTED_CALL,
  'litellm-1.109.1/corner-e9f86b4e': HOSTED_CALL,
};

/**
 * Lists of tokens to embed: a proxy makes texts of them by OpenAI's vocabulary, which Strata does not carry; it shows
 * the tokens themselves.
 */
const isTokens = ({ path, body }: Case): boolean =>
  path.endsWith('/embeddings') && Array.isArray(body.input) && Array.isArray(body.input[0]);

const read = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`./testdata/${name}`, import.meta.url)));

function readLines<T>(name: string): readonly T[] {
  const text = gunzipSync(read(`${name}.jsonl.gz`)).toString('utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

function configNamed(name: string): ProxyConfig {
  const found = readConfig(read(`${name}.yaml`).toString('utf8'));
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.config;
}

const compared = (headers: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-litellm-')));

const RECORDINGS: readonly (readonly [ProfileId, string, string])[] = [
  ['litellm-1.87.0', '', 'litellm-1.87.0'],
  ['litellm-1.109.1', '', 'litellm-1.109.1'],
  ['litellm-1.87.0', 'modify/', 'litellm-1.87.0'],
  ['litellm-1.87.0', 'entries/', 'litellm-1.87.0'],
  ['litellm-1.90.0', 'entries/', 'litellm-1.90.0'],
  ['litellm-1.109.1', 'entries/', 'litellm-1.109.1'],
  ['litellm-1.109.1', 'modify/', 'litellm-1.109.1'],
  ['litellm-1.87.0', 'corners/', 'litellm-1.87.0'],
  ['litellm-1.109.1', 'corners/', 'litellm-1.109.1'],
];

/** The outcome in the form of the recording. */
function ours(
  one: Case,
  profile: ProfileId,
  running: Map<string, readonly [ProxyConfig, ProxyMemory]>,
): object {
  const [config, memory] = running.get(one.config) ?? [configNamed(one.config), new ProxyMemory()];
  running.set(one.config, [config, memory]);
  const outcome = callThroughProxy({ config, call: one, profile, memory });
  if (outcome.kind === 'refused-by-proxy') return { refused: 'proxy' };
  const { result } = outcome;
  if (result.kind !== 'outgoing') return { refused: result.error.params ?? null };
  const { path, headers, body, more = [] } = result.outgoing;
  return { path, headers: compared(headers), body, more };
}

function theirs({ sent: [first, ...others], error = '' }: Recorded, mine: object, several: boolean): object {
  const more = several ? others.map(({ body }) => body) : [];
  if (first) return { path: first.path, headers: compared(first.headers), body: first.body, more };
  const listed = /does not support parameters: \[([^\]]*)\]/.exec(error)?.[1];
  if (listed !== undefined) return { refused: listed.split(', ').map((name) => name.replaceAll("'", '')) };
  return 'refused' in mine ? mine : { refused: error };
}

describe.each(RECORDINGS)('a proxy of %s, recordings in testdata/%s', (profile, folder, file) => {
  const cases = readLines<Case>(`${folder}cases`);
  const recorded = new Map(readLines<Recorded>(`${folder}${file}`).map((one) => [one.id, one]));
  const running = new Map<string, readonly [ProxyConfig, ProxyMemory]>();
  const answers = cases.map((one) => ({ one, mine: ours(one, profile, running) }));

  it('sends or refuses each call as recorded', () => {
    const wanted = process.env.GOLDEN_ID;
    const different: string[] = [];
    for (const { one, mine } of answers) {
      const record = recorded.get(one.id);
      if (!record || isTokens(one) || (wanted !== undefined && one.id !== wanted)) continue;
      const expected = theirs(record, mine, one.path.endsWith('/embeddings'));
      try {
        expect(mine).toEqual(expected);
      } catch (difference) {
        if (wanted !== undefined) throw difference;
        different.push(one.id);
      }
    }
    const known = cases.map(({ id }) => `${profile}/${id}`).filter((key) => Object.hasOwn(EXCEPTIONS, key));
    expect(different.map((id) => `${profile}/${id}`).sort()).toEqual(known.sort());
  });
});
