import type { BodyMatch } from '../../shared/capture/release-of.ts';
import type { FormId } from '../../shared/input/forms.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import type { ReadResult } from '../../shared/input/read-result.ts';
import { differences } from '../../shared/json/difference.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../shared/json/json.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import { type Outcomes, outcomesOf } from '../../shared/pipeline/ledger/outcomes.ts';
import { KNOWN_RELEASES } from '../../shared/pipeline/releases/known.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { transformAsProfile } from '../../shared/strict/transform-as-profile.ts';
import { chatBehindConverse } from './converse-origin.ts';
import { enter } from './enter.ts';
import { chatBehindPrompt, embeddingsBehind } from './prompt-origin.ts';

/** A body that was captured on its way to Bedrock. */
export interface CapturedBody {
  readonly modelId: string;
  readonly route: Route;
  readonly stream: boolean;
  readonly body: JsonObject;
}

/** A request that may stand behind a body. */
export interface Origin {
  readonly form: FormId;
  readonly request: JsonObject;
  /** True where a release that sends the origin before makes the same of both: it is tried for those that do not. */
  readonly forRefused?: boolean;
  /** True where so much is made up that it says something only where a release sends the body of it. */
  readonly tentative?: boolean;
}

const minorOf = (release: string): string => release.split('.').slice(0, 2).join('.');

/** Of each minor version the latest patch that was recorded, the oldest first. */
const RELEASES: ReadonlyMap<string, ProfileId> = new Map(
  KNOWN_RELEASES.filter(({ measured }) => measured !== null).map(({ release }) => [
    minorOf(release),
    `litellm-${release}`,
  ]),
);

/** What a profile sends of a request on the route of a captured body; null where it sends nothing. */
function sentUnder(
  profile: ProfileId,
  read: Extract<ReadResult, { ok: true }>,
  { route }: CapturedBody,
): { readonly body: JsonObject; readonly losses: () => Outcomes['losses'] } | null {
  const entered = enter(read.request, { read, config: null, deployment: 0, settings: {} }, profile);
  if (!entered.ok) return null;
  const { input } = entered.entered;
  const result = transformAsProfile({ ...input, route });
  if (result.kind !== 'outgoing') return null;
  return { body: result.outgoing.body, losses: () => outcomesOf(input.request, result.ledger).losses };
}

/** What each recorded release makes of a request, held against the captured body. */
export function matchReleases(captured: CapturedBody, origin: Origin): readonly BodyMatch[] {
  const read = readRequest(JSON.stringify(origin.request), origin.form);
  if (!read.ok) return [];
  const body = JSON.stringify(captured.body);
  return [...RELEASES].map(([release, profile]) => {
    const made = sentUnder(profile, read, captured)?.body;
    if (!made) return { profile, release, outcome: 'not-sent', pointers: [] };
    // Held against each other as JSON: undefined members and kinds of numbers do not travel.
    const text = JSON.stringify(made);
    const pointers = text === body ? [] : differences(JSON.parse(text) as Json, captured.body);
    return { profile, release, outcome: pointers.length === 0 ? 'equal' : 'differs', pointers };
  });
}

/** The model string by which LiteLLM makes a call of this route to this model. */
export const modelString = ({ modelId, route }: Pick<CapturedBody, 'modelId' | 'route'>): string =>
  `bedrock/${route}/${modelId}`;

const textBlocks = (content: Json | undefined): string | null => {
  if (typeof content === 'string') return content;
  if (!isArray(content ?? null)) return null;
  const texts = (content as readonly Json[]).map((block) =>
    isObject(block) &&
    typeof block.text === 'string' &&
    Object.keys(block).every((key) => key === 'text' || key === 'type')
      ? block.text
      : null,
  );
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : null;
};

/** Messages of plain text as chat completions have them; null for any other content. */
function chatMessages(messages: Json | undefined): readonly JsonObject[] | null {
  if (!isArray(messages ?? null)) return null;
  const read = (messages as readonly Json[]).map((message) => {
    if (!isObject(message)) return null;
    const text = textBlocks(message.content);
    return text === null ? null : { role: message.role ?? null, content: text };
  });
  return read.every((message) => message !== null) ? (read as readonly JsonObject[]) : null;
}

function systemMessages(system: Json | undefined): readonly JsonObject[] | null {
  if (system === undefined) return [];
  const text = textBlocks(system);
  return text === null ? null : [{ role: 'system', content: text }];
}

const defined = (entries: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

function chatOfConverse({
  messages,
  system,
  inferenceConfig,
  additionalModelRequestFields,
  ...rest
}: JsonObject): JsonObject | null {
  const [head, list] = [systemMessages(system), chatMessages(messages)];
  if (!head || !list || Object.keys(rest).length > 0) return null;
  const config = isObject(inferenceConfig ?? null) ? (inferenceConfig as JsonObject) : {};
  const extra = isObject(additionalModelRequestFields ?? null)
    ? (additionalModelRequestFields as JsonObject)
    : {};
  const { maxTokens, temperature, topP, stopSequences } = config;
  return defined({
    messages: [...head, ...list],
    ...extra,
    max_tokens: maxTokens as Json,
    temperature: temperature as Json,
    top_p: topP as Json,
    stop: stopSequences as Json,
  });
}

function chatOfClaude({
  anthropic_version,
  messages,
  system,
  stop_sequences,
  ...rest
}: JsonObject): JsonObject | null {
  if (anthropic_version === undefined) return null;
  const [head, list] = [systemMessages(system), chatMessages(messages)];
  if (!head || !list || rest.tools !== undefined) return null;
  return defined({ messages: [...head, ...list], ...rest, stop: stop_sequences as Json });
}

/**
 * Requests that would lead to a body, where a client's own was not captured: as a call of the messages API and, where
 * all its content is plain text or it is one of Converse, as a chat completion. Empty where none can be made up.
 */
export function possibleOrigins(captured: CapturedBody): readonly Origin[] {
  const { route, body, stream } = captured;
  const model = modelString(captured);
  const flow = stream ? { stream: true } : {};
  if (route === 'converse') {
    const plain = chatOfConverse(body);
    const chat = plain ?? chatBehindConverse(body);
    if (!chat) return [];
    return [{ form: 'chat', request: { model, ...chat, ...flow }, tentative: plain === null }];
  }
  if (body.anthropic_version === undefined) {
    const chat = chatBehindPrompt(body);
    if (chat) return [{ form: 'chat', request: { model, ...chat, ...flow }, tentative: true }];
    const embeddings = embeddingsBehind(body);
    if (!embeddings) return [];
    // A call for embeddings names no route.
    const request = { model: `bedrock/${captured.modelId}`, ...embeddings };
    return [{ form: 'embeddings', request, tentative: true }];
  }
  const { anthropic_version: _version, ...rest } = body;
  const chat = chatOfClaude(body);
  const messages: Origin = { form: 'messages', request: { model, ...rest, ...flow } };
  return chat ? [{ form: 'chat', request: { model, ...chat, ...flow } }, messages] : [messages];
}

/** An origin with what each release makes of it. */
export interface Explanation {
  readonly origin: Origin;
  readonly matches: readonly BodyMatch[];
}

const countOf = ({ matches }: Explanation, wanted: BodyMatch['outcome']): number =>
  matches.filter(({ outcome }) => outcome === wanted).length;

const placesOf = ({ matches }: Explanation): number =>
  matches.reduce((sum, { pointers }) => sum + pointers.length, 0);

const explainsMore = (one: Explanation, other: Explanation): boolean =>
  (countOf(one, 'equal') - countOf(other, 'equal') ||
    countOf(other, 'not-sent') - countOf(one, 'not-sent') ||
    placesOf(other) - placesOf(one)) > 0;

/**
 * The origin that explains the body best: with the most equal releases, then the most that send anything, then the
 * fewest differences; null of none.
 */
export function bestMatch(captured: CapturedBody, origins: readonly Origin[]): Explanation | null {
  let best: Explanation | null = null;
  for (const origin of origins) {
    if (origin.forRefused && best && countOf(best, 'not-sent') === 0) continue;
    const one: Explanation = { origin, matches: matchReleases(captured, origin) };
    if (origin.tentative && countOf(one, 'equal') === 0) continue;
    if (best === null || explainsMore(one, best)) best = one;
  }
  return best;
}

/**
 * A client's call as it may have been made: as it came, and as a proxy makes it that drops what a model does not take
 * (`drop_params` of its settings, which no call shows).
 */
export function clientOrigins(form: FormId, request: JsonObject): readonly Origin[] {
  return [
    { form, request },
    { form, request: { ...request, drop_params: true }, forRefused: true },
  ];
}

/** The body that a profile makes of the request behind a captured body; null where it sends none. */
export function bodyAs(profile: ProfileId, origin: Origin, captured: CapturedBody): JsonObject | null {
  const read = readRequest(JSON.stringify(origin.request), origin.form);
  return read.ok ? (sentUnder(profile, read, captured)?.body ?? null) : null;
}

/** What a profile loses of the request behind a captured body without an error. */
export function lossesAs(profile: ProfileId, origin: Origin, captured: CapturedBody): Outcomes['losses'] {
  const read = readRequest(JSON.stringify(origin.request), origin.form);
  return read.ok ? (sentUnder(profile, read, captured)?.losses() ?? []) : [];
}
