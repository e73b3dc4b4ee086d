import { FORMS, type FormId } from '../../shared/input/forms.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import { differences } from '../../shared/json/difference.ts';
import { isArray, isObject, type Json, type JsonObject, objectOf } from '../../shared/json/json.ts';
import { lookUp } from '../../shared/json/look-up.ts';
import { jsonIn, parseJson } from '../../shared/json/parse.ts';
import { segments } from '../../shared/json/pointer.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import type { Redactor } from '../../shared/redaction/redactor.ts';
import type { AuditedRecord, AuditFinding } from '../../shared/share/audit/summary.ts';
import { endOfModel } from '../../shared/validation/models/lifecycle.ts';
import type { Entrance, Readable } from './enter.ts';
import { findingsOf, type Passed, passThrough } from './judge.ts';

/** What records are held against. */
export interface AuditAgainst {
  readonly profile: ProfileId;
  /** The release to which one would go; null for none. */
  readonly next: ProfileId | null;
  /** Models that end within so many days are told. */
  readonly days: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

const LONGEST_EXAMPLE = 20_000;
const DAY_MS = 86_400_000;

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** An object, or the JSON text of one: a table of a database comes with either. */
function columnOf(value: Json | undefined): JsonObject {
  if (typeof value !== 'string' || !value.startsWith('{')) return objectOf(value);
  return objectOf(jsonIn(value));
}

/** Who called, as logs tell it: the assumed role, a proxy's key alias or user, a user agent. */
function programOf(value: JsonObject): string {
  const arn = textOf(objectOf(value.identity).arn) || textOf(objectOf(value.userIdentity).arn);
  if (arn !== '')
    return (/:assumed-role\/([^/]+)/.exec(arn)?.[1] ?? arn.replace(/^.*[:/]/, '')).slice(0, 100);
  const metadata = columnOf(value.metadata);
  for (const name of ['user_api_key_alias', 'user_api_key_team_alias', 'user_agent'])
    if (textOf(metadata[name]) !== '') return textOf(metadata[name]).slice(0, 100);
  const headers = objectOf(value.request).headers;
  const agent = isArray(headers)
    ? headers.find((one) => isObject(one) && textOf(one.name).toLowerCase() === 'user-agent')
    : undefined;
  return textOf(value.program) || textOf(objectOf(agent).value).slice(0, 100);
}

/** What the log itself says went wrong. */
function answered(value: JsonObject): readonly AuditFinding[] {
  const code =
    textOf(value.errorCode) || textOf(columnOf(columnOf(value.metadata).error_information).error_class);
  const status = objectOf(value.response).status ?? value.status;
  const failed = typeof status === 'number' && status >= 400;
  if (code === '' && !failed) return [];
  return [{ kind: 'answered-with-error', level: 'error', reason: code || `HTTP ${status}` }];
}

const open = (text: string): string => text.replace(/\d+/g, '#').slice(0, 300);

/** A place without the numbers of lists, so that the same place of another request is the same. */
const placeOf = (pointer: string): string =>
  segments(pointer)
    .map((segment) => (/^\d+$/.test(segment) ? '*' : segment))
    .join('.');

const namesModel = ({ request }: Readable): boolean =>
  typeof request.modelId === 'string' || typeof request.model === 'string';

/** Marks tell secrets of one run apart; parts of a log are looked through in several, and have to come to the same. */
const MARKS = /REDACTED((?:-[a-z]+)*)-[0-9a-f]{8}/g;

function modelOf({ request }: Readable, passed: Passed): string {
  if (typeof request.modelId === 'string') return request.modelId;
  const model = passed.ok ? passed.prediction.result.model : null;
  return model?.modelId ?? textOf(request.model);
}

function endsSoon(model: string, { days, today }: AuditAgainst): readonly AuditFinding[] {
  const end = endOfModel(model);
  if (!end) return [];
  const left = (Date.parse(end) - Date.parse(today)) / DAY_MS;
  if (left > days) return [];
  return [
    {
      kind: 'model-ends',
      level: left <= 0 ? 'error' : 'warning',
      reason: left <= 0 ? `${model} is not served since ${end}` : `${model} is served until ${end}`,
    },
  ];
}

/** What is sent, as the text of an object; the kind of the error where nothing is. */
function sentOf(passed: Passed): string {
  if (!passed.ok) return JSON.stringify({ error: passed.error.type });
  const { result } = passed.prediction;
  if (result.kind !== 'outgoing') return JSON.stringify({ error: result.error.type });
  const { path, body } = result.outgoing;
  return JSON.stringify({ path, body });
}

/** Places that are named of those that another release changes. */
const MOST_CHANGED = 4;

/** Where two releases send something else: members of the body, the path, or that one of them sends nothing. */
function changedPlaces(now: string, next: string): readonly string[] {
  if (now === next) return [];
  const [before, after] = [parseJson(now) as JsonObject, parseJson(next) as JsonObject];
  if (before.error !== after.error) return [`${textOf(before.error ?? after.error)} in one of them alone`];
  const places = differences(before, after).map((pointer) => segments(pointer).slice(0, 2).join('.'));
  return [...new Set(places)].sort();
}

/** A release by a name that says the same on another day: the latest one by its version. */
function releaseName(profile: ProfileId): string {
  const { label, release } = profileOf(profile);
  return profile === 'litellm-latest' ? `LiteLLM ${release}` : label;
}

/** Whether the body under the next release is another one. */
function changed(
  entrance: Entrance,
  passed: Passed,
  { profile, next }: AuditAgainst,
): readonly AuditFinding[] {
  if (next === null) return [];
  const places = changedPlaces(sentOf(passed), sentOf(passThrough(entrance, next)));
  if (places.length === 0) return [];
  const more = places.length > MOST_CHANGED ? ` and ${places.length - MOST_CHANGED} more` : '';
  return [
    {
      kind: 'changed-by-release',
      level: 'note',
      reason: `${releaseName(profile)} and ${releaseName(next)}: ${places.slice(0, MOST_CHANGED).join(', ')}${more}`,
    },
  ];
}

/** The form of a body by the operation that is named beside it, as `strata check` takes bodies. */
const FORM_BY_OPERATION: Readonly<Record<string, FormId>> = {
  InvokeModel: 'invoke',
  InvokeModelWithResponseStream: 'invoke',
  Converse: 'converse',
  ConverseStream: 'converse',
};

interface Source {
  readonly text: string;
  readonly form: FormId | undefined;
}

/** What of a record is read: itself, or the body that stands in it beside its operation and model. */
function sourceOf(value: JsonObject, text: string): Source {
  const form = lookUp(FORM_BY_OPERATION, textOf(value.operation));
  if (form === undefined || typeof value.modelId !== 'string' || !isObject(value.body))
    return { text, form: isObject(value.request) ? lookUp(FORM_BY_API, textOf(value.api)) : undefined };
  return { text: JSON.stringify({ modelId: value.modelId, ...value.body }), form };
}

/** What a row without a request still tells of it. */
const ofRow = (value: JsonObject, messages: Json | undefined): Source => ({
  text: JSON.stringify({ model: modelOfRow(value), messages }),
  form: undefined,
});

/** The model of a row with its provider before it. */
function modelOfRow(value: JsonObject): string {
  const [model, provider] = [textOf(value.model), textOf(value.custom_llm_provider)];
  return provider === '' || model.startsWith(`${provider}/`) ? model : `${provider}/${model}`;
}

/** A proxy's own name of a model gives way to the model that its log names beside it. */
function withModel(read: Readable, value: JsonObject): Readable {
  const model = modelOfRow(value);
  if (value.proxy_server_request === undefined || model === '' || typeof read.request.model !== 'string')
    return read;
  return { ...read, request: { ...read.request, model } };
}

/** True for a call to a proxy: what its names of models stand for, its configuration tells, and not the record. */
const isToProxy = (value: JsonObject): boolean =>
  value.proxy_server_request !== undefined || typeof objectOf(value.request).url === 'string';

/** A record of Bedrock's invocation log whose body was not delivered with it: it is large, or text is not logged. */
const isBodyless = ({ schemaType, input }: JsonObject): boolean =>
  schemaType === 'ModelInvocationLog' && (objectOf(input).inputBodyJson ?? null) === null;

/** What CloudTrail kept of a call to a model; null for every other record. Tables of Athena have its members in lower case. */
function keptByTrail(value: JsonObject): JsonObject | null {
  const kept = value.requestParameters ?? value.requestparameters;
  const name = textOf(value.eventName ?? value.eventname);
  return OF_MODELS.test(name) && isObject(kept) ? kept : null;
}

const OF_MODELS = /^(?:InvokeModel|Converse)/;

/**
 * A record of CloudTrail: it never has the body of InvokeModel, and of Converse at most some parameters. What a body that was
 * not kept lacks is no mistake of the caller's.
 */
function isTrailAlone(value: JsonObject): boolean {
  const kept = keptByTrail(value);
  if (!kept) return false;
  const isInvoke = textOf(value.eventName ?? value.eventname).startsWith('Invoke');
  return isInvoke || Object.keys(kept).every((key) => key === 'modelId');
}

/** A row of a proxy's table of spend, in which prompts and requests are kept only where its configuration says so. */
const isSpendRow = ({ request_id: id, call_type: type, spend }: JsonObject): boolean =>
  typeof id === 'string' && typeof type === 'string' && spend !== undefined;

const isEmpty = (value: Json | undefined): boolean =>
  isArray(value) ? value.length === 0 : Object.keys(columnOf(value)).length === 0;

/** The messages of a row that keeps no request: rows of earlier releases. */
function messagesOf({ messages }: JsonObject): Json | undefined {
  if (typeof messages !== 'string' || !messages.startsWith('[')) return messages;
  return jsonIn(messages);
}

/** What a log says by itself of a call whose body nobody has. */
function ofLogAlone(value: JsonObject, against: AuditAgainst): AuditedRecord | null {
  const model = textOf(value.modelId) || textOf(value.model) || textOf(keptByTrail(value)?.modelId);
  if (model === '') return null;
  const findings = [...answered(value), ...endsSoon(model, against)];
  const size = Number.MAX_SAFE_INTEGER;
  return { model, program: programOf(value), release: '', findings, size, example: () => '' };
}

/**
 * Looks through one record of a log: Bedrock's invocation log, CloudTrail, a proxy's spend log, an entry of a HAR, a batch
 * line, or a request itself. Null for one that holds no request.
 */
export function auditRecord(text: string, against: AuditAgainst, redactor: Redactor): AuditedRecord | null {
  const value = jsonIn(text);
  if (!isObject(value)) return null;
  const isRow = isSpendRow(value) && isEmpty(value.proxy_server_request);
  const messages = messagesOf(value);
  if (isBodyless(value) || isTrailAlone(value) || (isRow && isEmpty(messages)))
    return ofLogAlone(value, against);
  const source = isRow ? ofRow(value, messages) : sourceOf(value, text);
  const given = readRequest(source.text, source.form);
  if (!given.ok || !namesModel(given)) return null;
  const read = withModel(given, value);
  const entrance = { read, config: null, deployment: 0, settings: {} } as const;
  const passed = passThrough(entrance, against.profile);
  const model = modelOf(read, passed);
  const direct = read.recognised.form === 'invoke' || read.recognised.form === 'converse';
  const ends = endsSoon(model, against);
  // What Bedrock says of a model that ends is told once.
  const found = findingsOf(passed).filter(
    ({ message }) =>
      (ends.length === 0 || !OF_ENDS.test(message)) && !(isToProxy(value) && OF_NAMES.test(message)),
  );
  const judged = found.map(
    ({ kind, level, message, pointer }): AuditFinding => ({
      kind,
      level,
      reason: kind === 'loss' || kind === 'leak' ? placeOf(pointer ?? '') : open(message),
    }),
  );
  return {
    model,
    program: programOf(value),
    release: direct ? '' : profileOf(against.profile).label,
    findings: [...answered(value), ...judged, ...ends, ...(direct ? [] : changed(entrance, passed, against))],
    size: text.length,
    example: () =>
      redactor.call(JSON.stringify(read.request)).text.replace(MARKS, 'REDACTED$1').slice(0, LONGEST_EXAMPLE),
  };
}

const OF_ENDS = /^(?:Access denied\. This Model is marked|This model version has reached the end)/;

/** What LiteLLM would say of a proxy’s own name. */
const OF_NAMES = /LiteLLM cannot tell the provider of /;

const FORM_BY_API = Object.fromEntries(Object.keys(FORMS).map((id) => [id, id as keyof typeof FORMS]));
