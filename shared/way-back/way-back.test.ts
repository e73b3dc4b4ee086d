/**
 * What LiteLLM hands to its caller for answers of Bedrock's, as real releases handed it on: testdata/ holds answers of
 * the simulator and made ones, to chat completions, messages and responses, streamed and not; and of two releases what
 * the client of a real proxy got of the streams over HTTP. testdata/practice/ holds answers that were drawn by chance.
 *
 *   GOLDEN_ID=wb-104af340 npx vitest run shared/way-back     one case, with its differences
 *
 * Left out of the comparison, as LiteLLM makes them up or guesses them: ids, times, model names, costs, sequence
 * numbers, tokens that it counts itself, and what hangs on answers beside the message (`provider_specific_fields` of
 * the whole, a guardrail's trace).
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fromBase64 } from '../bytes/base64.ts';
import { FrameDecoder } from '../eventstream/decoder.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import { transform } from '../pipeline/transform.ts';
import { bridgeAlone } from '../proxy/alone.ts';
import { recordFrame } from '../recording/frames.ts';
import { ESTIMATED } from './chat.ts';
import { compareAnswer, compareEvents, compareStream, eventsIn } from './compare-answers.ts';
import {
  type AnsweredCall,
  type BedrockAnswer,
  type Handed,
  type HandedForm,
  handBack,
  wholeBody,
} from './hand-back.ts';
import { answerOf } from './read-frames.ts';
import { whyNoAnswer } from './recognise-answer.ts';

interface Case {
  readonly id: string;
  readonly api: HandedForm;
  readonly request: JsonObject;
  readonly answer: { readonly type: string; readonly bytes: string };
}

interface Recorded {
  readonly id: string;
  readonly chunks?: readonly Json[];
  readonly whole?: JsonObject;
  readonly error?: JsonObject;
}

const WEB_SEARCH =
  'the calls of Anthropic’s own web search, which no model on Bedrock makes, have a form of their own in 1.109';
const UNREAD =
  'of a whole answer of gpt-oss under invoke/ LiteLLM reads nothing and raises; under openai/, the same family, it reads it';
const EXCEPTIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['fw-89791fd6', 'fw-5b359bbb', 'fw-eeab1c5e', 'fw-c877a6f1'].flatMap((id) =>
      ['litellm-1.87.0', 'litellm-1.109.1'].map((release) => [`${release}/${id}`, UNREAD]),
    ),
  ),
  'litellm-1.109.1/wb-5bc5db3f': WEB_SEARCH,
  'litellm-1.109.1/wb-0c604252': WEB_SEARCH,
  'litellm-1.109.1/wb-11c94107': WEB_SEARCH,
};

/** What a client of a release's proxy got of a stream. */
interface Proxied {
  readonly id: string;
  readonly status: number;
  /** Server-sent events. */
  readonly text: string;
}

const SETS = ['', 'practice/', 'fresh/'];

const readLines = <T>(name: string): readonly T[] => SETS.flatMap((set) => linesOf<T>(`${set}${name}`));

function linesOf<T>(name: string): readonly T[] {
  const file = fileURLToPath(new URL(`./testdata/${name}.jsonl.gz`, import.meta.url));
  if (!existsSync(file)) return [];
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

function answered({ type, bytes }: Case['answer']): BedrockAnswer {
  const raw = fromBase64(bytes);
  if (!type.includes('eventstream')) {
    return { kind: 'whole', body: wholeBody(new TextDecoder().decode(raw)) ?? {} };
  }
  const decoder = new FrameDecoder();
  return answerOf(decoder.push(raw).map((frame) => recordFrame(frame, raw, 0)));
}

const LEFT_OUT: ReadonlySet<string> = new Set(
  (
    'object id created created_at model cost item_id sequence_number system_fingerprint citations logprobs ' +
    'prompt_tokens_details completion_tokens_details input_tokens_details output_tokens_details cache_creation ' +
    'trace amazon-bedrock-trace amazon-bedrock-guardrailAction stop_details service_tier encrypted_content ' +
    'cache_creation_input_tokens cache_read_input_tokens'
  ).split(' '),
);
/** Members of a Responses answer that only repeat the request. */
const REPEATED: ReadonlySet<string> = new Set(
  (
    'parallel_tool_calls tool_choice tools text metadata temperature top_p user max_output_tokens reasoning ' +
    'instructions truncation background store provider_specific_fields'
  ).split(' '),
);

/** Without what is not compared: members that are null, made up or guessed. */
function compared(value: Json, inside = ''): Json {
  if (isArray(value)) return value.map((item) => compared(item, inside));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      if (member === null || LEFT_OUT.has(key)) return [];
      if (key === 'usage' && typeof member === 'string') return [[key, ESTIMATED]];
      if (inside === 'response' && key === 'output') return [];
      return [[key, compared(member, key)]];
    }),
  );
}

/** Whole answers without what hangs beside the message. */
function withoutBeside(value: JsonObject, form: HandedForm): Json {
  const kept = Object.fromEntries(
    Object.entries(compared(value) as JsonObject).filter(
      ([key]) => form !== 'responses' || !REPEATED.has(key),
    ),
  );
  const text = JSON.stringify(kept, (key, member: Json) =>
    key === 'provider_specific_fields' ? undefined : member,
  );
  return JSON.parse(text) as Json;
}

/** A stream's events; those of the messages API come as text. */
function eventsOf(chunks: readonly Json[]): readonly Json[] {
  if (!chunks.some((chunk) => typeof chunk === 'string')) return chunks;
  const text = chunks
    .map((chunk) => (typeof chunk === 'string' ? chunk : `data: ${JSON.stringify(chunk)}\n\n`))
    .join('');
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith('data:') ? [JSON.parse(line.slice(5)) as Json] : []));
}

function streamOf(events: readonly Json[], form: HandedForm, broken: boolean): object {
  const shown = events.map((event) => {
    const value = compared(event) as JsonObject;
    if (form === 'chat') {
      const { provider_specific_fields: _, ...rest } = value;
      return rest;
    }
    if (isObject(value.error ?? null))
      return { ...value, error: { type: (value.error as JsonObject).type ?? null } };
    if (!isObject(value.response ?? null)) return value;
    const kept = Object.entries(value.response as JsonObject).filter(([key]) => !REPEATED.has(key));
    return { ...value, response: Object.fromEntries(kept) };
  });
  return { events: shown, broken };
}

/** Tokens that LiteLLM counts itself stand as such. */
function withEstimates(theirs: Json, mine: Json): Json {
  if (isArray(theirs))
    return theirs.map((item, i) => withEstimates(item, isArray(mine) ? (mine[i] ?? null) : null));
  if (!isObject(theirs) || !isObject(mine)) return theirs;
  return Object.fromEntries(
    Object.entries(theirs).map(([key, member]) => {
      if (key === 'usage' && mine[key] === ESTIMATED) return [key, ESTIMATED];
      return [key, withEstimates(member, mine[key] ?? null)];
    }),
  );
}

function callOf({ api, request }: Case, profile: ProfileId): AnsweredCall | null {
  const bridged = api === 'responses' ? bridgeAlone('responses', request, profile) : null;
  if (bridged && !bridged.ok) return null;
  const made = transform({
    api: api === 'messages' ? 'messages' : 'chat',
    request: bridged?.request ?? request,
    profile,
  });
  if (made.kind !== 'outgoing') return null;
  const { stream = false, stream_options: options = null } = request;
  return {
    form: api,
    profile,
    family: made.model.family,
    stream: stream === true,
    includeUsage: isObject(options) && options.include_usage === true,
    body: made.outgoing.body,
  };
}

function ours(handed: Handed, api: HandedForm): Json {
  const plain =
    handed.kind === 'whole'
      ? withoutBeside(handed.value, api)
      : streamOf(
          handed.events.map(({ value }) => value),
          api,
          handed.broken !== null,
        );
  return JSON.parse(JSON.stringify(plain)) as Json;
}

function theirs({ chunks, whole, error }: Recorded, { api }: Case): Json {
  if (whole) return withoutBeside(whole, api);
  return JSON.parse(JSON.stringify(streamOf(eventsOf(chunks ?? []), api, error !== undefined))) as Json;
}

/** Where a real proxy's stream is other than what the profile hands on: for the very answer, and for one that says the same. */
function proxiedDifferences(
  { text, status }: Proxied,
  call: AnsweredCall,
  handed: Handed,
): readonly string[] {
  const events = eventsIn(text);
  const alike = status === 200 ? (compareAnswer(events, call)?.differences ?? []) : [];
  if (handed.kind !== 'stream' || status !== 200 || events.length < 2)
    return alike.map((one) => JSON.stringify(one));
  const beside = compareEvents(events, handed).differences;
  return [
    ...beside.map((one) => `answer: ${JSON.stringify(one)}`),
    ...alike.map((one) => `alike: ${JSON.stringify(one)}`),
  ];
}

const RELEASES = ['1.87.0', '1.90.0', '1.109.1'] as const;
const PROXIED: ReadonlySet<string> = new Set(['1.87.0', '1.109.1']);

describe.each(RELEASES)('the way back under %s', (release) => {
  const id = `litellm-${release}` as const;
  const wanted = process.env.GOLDEN_ID;
  const known = Object.keys(EXCEPTIONS).flatMap((key) =>
    key.startsWith(`${id}/`) ? [key.slice(id.length + 1)] : [],
  );
  const recorded = new Map(readLines<Recorded>(`litellm-${release}`).map((one) => [one.id, one]));
  const proxied = PROXIED.has(release) ? readLines<Proxied>(`proxy-${release}`) : [];
  const streams = new Map(proxied.map((one) => [one.id, one]));
  const answers = readLines<Case>('cases').flatMap((one) => {
    const call = recorded.has(one.id) && (wanted ?? one.id) === one.id ? callOf(one, id) : null;
    return call ? [{ one, call, handed: handBack(call, answered(one.answer)) }] : [];
  });

  it('hands on what the release handed on', () => {
    const different: string[] = [];
    for (const { one, handed } of answers) {
      const record = recorded.get(one.id);
      if (!record) continue;
      const mine = ours(handed, one.api);
      const expected = withEstimates(theirs(record, one), mine);
      try {
        expect(mine).toEqual(expected);
      } catch (difference) {
        if (wanted !== undefined) throw difference;
        different.push(one.id);
      }
    }
    expect(different.sort()).toEqual(known.sort());
    if (wanted === undefined) expect(answers.length).toBeGreaterThan(500);
  });

  it('knows every whole answer as one of its family', () => {
    const wholes = answers.flatMap(({ one, call }) => {
      const answer = answered(one.answer);
      return answer.kind === 'whole' ? [{ id: one.id, why: whyNoAnswer(answer.body, call.family) }] : [];
    });
    expect(wholes.filter(({ why }) => why !== null)).toEqual([]);
    if (wanted === undefined) expect(wholes.length).toBeGreaterThan(100);
  });

  if (!PROXIED.has(release)) return;

  it('is what a client of the real proxy gets, event by event', () => {
    let compared = 0;
    const different = answers.flatMap(({ one, call, handed }) => {
      const stream = streams.get(one.id);
      if (!stream) return [];
      compared++;
      const differences = proxiedDifferences(stream, call, handed);
      if (wanted !== undefined) expect(differences).toEqual([]);
      return differences.length > 0 ? [one.id] : [];
    });
    expect(different.filter((one) => !known.includes(one))).toEqual([]);
    if (wanted === undefined) expect(compared).toBeGreaterThan(650);
  });

  it('tells a proxy of the other release by its streams', () => {
    const other = release === '1.87.0' ? 'litellm-1.109.1' : 'litellm-1.87.0';
    const told = answers.filter(({ one, call }) => {
      const events = eventsIn(streams.get(one.id)?.text ?? '');
      const compared = compareStream(events, { ...call, profile: other });
      return compared !== null && compared.differences.length > 0;
    });
    expect(new Set(told.map(({ one }) => one.api))).toEqual(
      new Set(wanted ? [] : ['chat', 'messages', 'responses']),
    );
  });
});
