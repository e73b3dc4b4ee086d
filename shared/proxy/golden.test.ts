/**
 * Calls of clients under configurations, as real LiteLLM proxies answered them: what Strata sends must be what the
 * proxy sent, and what the proxy refused must be refused. testdata/ holds 600 calls under four configurations,
 * testdata/modify/ conversations that modify_params changes, testdata/entries/ other entry points than chats,
 * testdata/settings/ calls under configurations that use one kind of setting each, testdata/practice/ calls under
 * configurations as teams write them, testdata/rarer/ calls under settings that are rarely set.
 *
 *   GOLDEN_ID=px0119 npx vitest run shared/proxy/golden.test.ts     one case, with its differences
 *
 * Headers that are compared: those that a transform, the configuration or the client sets. Left out are
 * x-litellm-… (bookkeeping of the proxy: whose key it was, what the client asked of the proxy itself). Where the
 * proxy draws one of several deployments, each that it may draw counts; what it sent after that had failed must be among
 * what Strata shows for others of the name and for fallbacks. Calls whose key it did not take (401, but for
 * those whose tags lead nowhere, or that lack a user who is asked for) say nothing about what it sends.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import { answerThroughProxy } from './answer.ts';
import { callThroughProxy } from './call.ts';
import { type ProxyConfig, readConfig } from './config.ts';
import type { ClientCall } from './entry.ts';
import { ProxyMemory } from './memory.ts';
import { prepareCall } from './prepare-call.ts';

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
  readonly status: number;
  readonly sent: readonly Sent[];
  readonly error?: string;
}

/** Cases that differ, with the reason. */
const EMPTY_LIST = 'for an empty list as content 1.87 sends that list as a text, which no model takes';
const HOSTED_CALL =
  'a web_search_call without its members fails in a model class of OpenAI’s client, whose checks are not modelled';
const STRANGE_POINTS =
  'under injection points of no known place a response of 1.87 loses its empty list of tools, which Strata shows';
const SHARED_POINT =
  'a messages call takes the ttl out of the injection point of the deployment itself, so that chats after it lack it; the call alone has it';
const MISTRAL_CALL =
  'what the prompt of Mistral on invoke makes of a call of a tool without content in 1.87 is not modelled';
const OF_A_TEAM =
  'a deployment with team_id serves keys of that team alone (1.109: and the master key, under its team_public_model_name), which the configuration does not tell';
const MANTLE =
  'what LiteLLM refuses on its way to Bedrock Mantle is told as a route that is not modelled, which is refused, too';
const LAST_REFUSAL =
  'where fallbacks refuse the call, too, 1.109 tells the reason of the last one, Strata that of the first deployment';
const TAGS_PASSED =
  'tags of the header join litellm_metadata of a call that is passed through, whose body then carries them';
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'litellm-1.87.0/m019': EMPTY_LIST,
  'litellm-1.87.0/m035': EMPTY_LIST,
  'litellm-1.87.0/m051': EMPTY_LIST,
  'litellm-1.87.0/m067': EMPTY_LIST,
  'litellm-1.87.0/corner-a10d7b57': EMPTY_LIST,
  'litellm-1.87.0/set-7609b6d4': STRANGE_POINTS,
  'litellm-1.109.1/set-811b8b07': SHARED_POINT,
  'litellm-1.109.1/set-8eaba05e': SHARED_POINT,
  'litellm-1.109.1/set-4ba0aea4': SHARED_POINT,
  'litellm-1.109.1/teamed-03': OF_A_TEAM,
  'litellm-1.109.1/teamed-06': OF_A_TEAM,
  'litellm-1.109.1/teamed-17': OF_A_TEAM,
  'litellm-1.87.0/teamed-13': OF_A_TEAM,
  'litellm-1.87.0/teamed-17': OF_A_TEAM,
  'litellm-1.87.0/team-f169': MISTRAL_CALL,
  'litellm-1.87.0/studio-240': MANTLE,
  'litellm-1.87.0/studio-299': MANTLE,
  'litellm-1.109.1/platform-128': LAST_REFUSAL,
  'litellm-1.109.1/corner-af452485': HOSTED_CALL,
  'litellm-1.109.1/corner-e9f86b4e': HOSTED_CALL,
  'litellm-1.87.0/set-3d46afd5': TAGS_PASSED,
  'litellm-1.109.1/set-3d46afd5': TAGS_PASSED,
};

const UNNAMED =
  'a fallback of the client that no deployment is named by leads to the default ones in 1.87, which is not shown';
const PASSED_ON =
  'that LiteLLM follows fallbacks on the pass-through, which puts the name of the call or of theirs into the path, is not shown';
const EMPTY_METADATA =
  'the next deployment of a name in order carries metadata of the router in 1.87, empty on invoke, which is not shown';
/** Cases of whose further calls one is not among those that Strata names, with the reason. */
const UNKNOWN_ATTEMPTS: Readonly<Record<string, string>> = {
  'litellm-1.87.0/set-123ef072': UNNAMED,
  'litellm-1.87.0/set-4c685b08': UNNAMED,
  'litellm-1.87.0/x-3': PASSED_ON,
  'litellm-1.87.0/platform-111': EMPTY_METADATA,
  'litellm-1.87.0/platform-128': EMPTY_METADATA,
  'litellm-1.87.0/ops-224': PASSED_ON,
  'litellm-1.87.0/ops-226': PASSED_ON,
  'litellm-1.109.1/ops-224': PASSED_ON,
  'litellm-1.109.1/ops-225': PASSED_ON,
  'litellm-1.109.1/ops-226': PASSED_ON,
  'litellm-1.109.1/platform-149': PASSED_ON,
};

/** Deployments whose budget keeps the router of 1.87 from using them at all. */
const isBudgeted = (profile: ProfileId, { config, body }: Case): boolean =>
  profile === 'litellm-1.87.0' && config === 'params' && body.model === 'priced';

const isKeyRefused = ({ status, error = '' }: Recorded): boolean =>
  status === 401 && !/due to tags configuration|enforce_user_param/.test(error);

const read = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`./testdata/${name}`, import.meta.url)));

function readLines<T>(name: string): readonly T[] {
  const text = gunzipSync(read(`${name}.jsonl.gz`)).toString('utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

function configNamed(folder: string, name: string): ProxyConfig {
  const own = ['settings/', 'practice/', 'rarer/'].includes(folder) ? folder : '';
  const text = read(`${own}${name}.yaml`).toString('utf8');
  const included = Object.fromEntries(
    [...(/^include: \[(.*)\]/m.exec(text)?.[1]?.split(', ') ?? [])].map((file) => [
      file,
      read(`${own}${file}`).toString('utf8'),
    ]),
  );
  const found = readConfig({ text, name: `${name}.yaml`, included });
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.config;
}

function equals(mine: object, expected: object): boolean {
  try {
    expect(mine).toEqual(expected);
    return true;
  } catch {
    return false;
  }
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
  ['litellm-1.110.2', 'entries/', 'litellm-1.110.2'],
  ['litellm-1.109.1', 'modify/', 'litellm-1.109.1'],
  ['litellm-1.87.0', 'corners/', 'litellm-1.87.0'],
  ['litellm-1.109.1', 'corners/', 'litellm-1.109.1'],
  ['litellm-1.87.0', 'settings/', 'litellm-1.87.0'],
  ['litellm-1.109.1', 'settings/', 'litellm-1.109.1'],
  ['litellm-1.87.0', 'practice/', 'litellm-1.87.0'],
  ['litellm-1.109.1', 'practice/', 'litellm-1.109.1'],
  ['litellm-1.87.0', 'rarer/', 'litellm-1.87.0'],
  ['litellm-1.109.1', 'rarer/', 'litellm-1.109.1'],
];

/** A proxy that is running: its configuration and what it remembers of earlier calls. */
interface Running {
  readonly config: ProxyConfig;
  readonly memory: ProxyMemory;
}

/** The outcome in the form of the recording, by one of the deployments, or by the fallbacks that take over there. */
function ours(
  one: Case,
  profile: ProfileId,
  { config, memory }: Running,
  choice: number,
  ask: typeof callThroughProxy,
): object {
  const outcome = ask({ config, call: one, profile, memory, choice });
  if (outcome.kind === 'refused-by-proxy') return { refused: 'proxy' };
  const { result } = outcome;
  if (result.kind !== 'outgoing') return { refused: result.error.params ?? null };
  const { path, headers, body, more = [] } = result.outgoing;
  return { path, headers: compared(headers), body, more };
}

function theirs({ sent: [first, ...others], error = '' }: Recorded, mine: object, several: boolean): object {
  const more = several ? others.map(({ body }) => body) : [];
  if (first) return { path: first.path, headers: compared(first.headers), body: first.body, more };
  // What a fallback is refused for stands in the same text, behind the first error.
  const [, type, listed] =
    /litellm\.(\w+Error): (?:bedrock does not support parameters: \[([^\]]*)\])?/.exec(error) ?? [];
  if (type === 'UnsupportedParamsError' && listed !== undefined)
    return { refused: listed.split(', ').map((name) => name.replaceAll("'", '')) };
  return 'refused' in mine ? mine : { refused: error };
}

const sentAlone = ({ path, headers, body }: Sent): object => ({
  path,
  headers: compared(headers),
  body,
  more: [],
});

/** What was sent after the first call; embeddings send one call for each text. */
const furtherCalls = (record: Recorded | undefined, { path }: Case): readonly Sent[] =>
  path.endsWith('/embeddings') ? [] : (record?.sent.slice(1) ?? []);

describe.each(RECORDINGS)('a proxy of %s, recordings in testdata/%s', (profile, folder, file) => {
  const cases = readLines<Case>(`${folder}cases`);
  const recorded = new Map(readLines<Recorded>(`${folder}${file}`).map((one) => [one.id, one]));
  const running = new Map<string, Running>();
  const runningFor = ({ config: name }: Case): Running => {
    const there = running.get(name) ?? { config: configNamed(folder, name), memory: new ProxyMemory() };
    running.set(name, there);
    return there;
  };
  /** How many deployments the proxy draws one of, and how many there are with those that it goes to then. */
  const counted = (one: Case, { config, memory }: Running) => {
    const prepared = prepareCall({ config, call: one, profile, memory });
    if (prepared.kind !== 'prepared') return { eligible: 1, all: 1 };
    const { eligible, candidates } = prepared.call;
    return { eligible, all: candidates.length };
  };
  const answers = cases.map((one) => {
    const proxy = runningFor(one);
    const { eligible, all } = counted(one, proxy);
    const of =
      (ask: typeof callThroughProxy) =>
      (_: unknown, choice: number): object =>
        ours(one, profile, proxy, choice, ask);
    const outcomes = Array.from({ length: eligible }, of(answerThroughProxy));
    // The proxy goes on to others of the name, and to fallbacks, where the first one has failed.
    const further = furtherCalls(recorded.get(one.id), one);
    return {
      one,
      outcomes,
      further,
      attempts: further.length === 0 ? [] : Array.from({ length: all }, of(callThroughProxy)),
    };
  });

  /** The exceptions among these cases, as a test lists what differs. */
  const among = (exceptions: Readonly<Record<string, string>>): readonly string[] =>
    cases
      .map(({ id }) => `${profile}/${id}`)
      .filter((key) => Object.hasOwn(exceptions, key))
      .sort();

  it('knows each further call that the proxy made when the first one had failed', () => {
    const unknown = answers.flatMap(({ one, further, attempts }) => {
      const known = further.every((sent) => attempts.some((mine) => equals(mine, sentAlone(sent))));
      return known ? [] : [`${profile}/${one.id}`];
    });
    expect(unknown.sort()).toEqual(among(UNKNOWN_ATTEMPTS));
  });

  it('sends or refuses each call as recorded', () => {
    const wanted = process.env.GOLDEN_ID;
    const different: string[] = [];
    for (const { one, outcomes } of answers) {
      const record = recorded.get(one.id);
      if (!record || (wanted !== undefined && one.id !== wanted)) continue;
      if (isKeyRefused(record) || isBudgeted(profile, one)) continue;
      const differs = outcomes.map((mine) => {
        const expected = theirs(record, mine, one.path.endsWith('/embeddings'));
        return { mine, expected, equal: equals(mine, expected) };
      });
      if (differs.some(({ equal }) => equal)) continue;
      const [{ mine, expected } = { mine: {}, expected: null }] = differs;
      try {
        expect(mine).toEqual(expected);
      } catch (difference) {
        if (wanted !== undefined) throw difference;
        different.push(one.id);
      }
    }
    expect(different.map((id) => `${profile}/${id}`).sort()).toEqual(among(EXCEPTIONS));
  });
});
