import type { KeyWord, Vocabulary } from '../../shared/contract/vocabulary.ts';
import { recogniseForm } from '../../shared/input/dialect.ts';
import { DIRECT, ENTRIES, type FormId } from '../../shared/input/forms.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../shared/json/json.ts';
import { lookUp } from '../../shared/json/look-up.ts';
import { child } from '../../shared/json/pointer.ts';
import { AUDIT_KEYS } from '../../shared/pipeline/audit/keys.ts';
import { seedOf } from '../../shared/pipeline/audit/seeds.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import { OPENAI_PARAMS } from '../../shared/pipeline/completion/keywords.ts';
import { paramOutcomes } from '../../shared/pipeline/ledger/outcomes.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { transform } from '../../shared/pipeline/transform.ts';
import { SAMPLES } from '../../shared/samples/samples.ts';
import { rulesFor } from '../../shared/validation/families/index.ts';
import { SERVICE_MODEL, SHAPES } from '../../shared/validation/generated/converse-shapes.ts';
import { capabilitiesOf } from '../../shared/validation/models/capabilities/index.ts';
import { readModelId } from '../../shared/validation/models/model-id.ts';
import type { Schema } from '../../shared/validation/schema/schema.ts';

/** What the keys are asked for. */
export interface VocabularyInput {
  readonly profile: ProfileId;
  readonly route: Route | 'auto';
  readonly form: FormId;
  readonly model: string;
}

type Words = Map<string, Map<string, KeyWord>>;

/** OpenAI parameters that no sample has, with a value that LiteLLM reads. */
const VALUES: Readonly<Record<string, Json>> = {
  n: 1,
  top_p: 0.9,
  logprobs: true,
  top_logprobs: 2,
  max_retries: 2,
  max_completion_tokens: 256,
  modalities: ['text'],
  functions: [{ name: 'get_weather', parameters: { type: 'object', properties: {} } }],
  function_call: 'auto',
  verbosity: 'low',
  user: 'someone',
  include_server_side_tool_invocations: true,
};

function add(words: Words, place: string, word: KeyWord): void {
  const known = words.get(place) ?? new Map<string, KeyWord>();
  words.set(place, known);
  const before = known.get(word.key);
  if (!before) known.set(word.key, word);
  else if (before.words === '') known.set(word.key, { ...before, words: word.words, source: word.source });
}

const plain = (key: string, value: Json, words: string, source: string): KeyWord => ({
  key,
  value,
  fate: null,
  to: null,
  words,
  source,
});

/** A value without what is inside: whoever takes the key fills it. */
const emptied = (value: Json): Json => (isArray(value) ? [] : isObject(value) ? {} : value);

/** Each object of a value by its place. */
function eachObject(value: Json, place: string, see: (object: JsonObject, place: string) => void): void {
  if (isArray(value)) for (const item of value) eachObject(item, `${place}/*`, see);
  else if (isObject(value)) {
    see(value, place);
    for (const [key, member] of Object.entries(value)) eachObject(member, child(place, key), see);
  }
}

const FREE = /\/(?:properties|input|arguments|requestMetadata|metadata|toolUse\/input|json)(?:\/|$)/;

interface Sampled {
  readonly request: JsonObject;
  readonly title: string;
}

/** The samples of a form. */
const samplesOf = (form: FormId): readonly Sampled[] =>
  SAMPLES.flatMap(({ text, title }) => {
    const request = JSON.parse(text) as Json;
    return isObject(request) && recogniseForm(request).form === form ? [{ request, title }] : [];
  });

/** Samples show what messages, tools and the like are made of. */
function fromSamples(words: Words, samples: readonly Sampled[]): void {
  for (const { request, title } of samples)
    eachObject(request, '', (object, place) => {
      if (FREE.test(place)) return;
      for (const [key, value] of Object.entries(object))
        add(words, place, plain(key, emptied(value), '', `sample “${title}”`));
    });
}

const MOST_LEVELS = 7;

const nameOf = (schema: Schema): string | undefined => schema.$ref?.replace('#/$defs/', '');

const resolved = (schema: Schema): Schema => {
  const name = nameOf(schema);
  return (name === undefined ? schema : lookUp(SHAPES, name)) ?? {};
};

const ANYTHING = 'any value';

function limits({
  type,
  enum: values,
  pattern,
  minimum,
  maximum,
  minLength,
  maxLength,
  maxItems,
}: Schema): string {
  const facts = [
    values ? `one of ${values.map((value) => JSON.stringify(value)).join(', ')}` : String(type ?? ANYTHING),
    minimum === undefined && maximum === undefined ? '' : `${minimum ?? '…'} to ${maximum ?? '…'}`,
    minLength === undefined && maxLength === undefined
      ? ''
      : `${minLength ?? 0} to ${maxLength ?? 'any'} characters`,
    maxItems === undefined ? '' : `at most ${maxItems} items`,
    pattern && pattern.length < 60 ? `like ${pattern}` : '',
  ];
  return facts.filter((fact) => fact !== '').join(', ');
}

const START: Readonly<Record<string, Json>> = { string: '', object: {}, array: [], boolean: true };

function valueFor(schema: Schema): Json {
  const [first] = schema.enum ?? [];
  if (first !== undefined) return first;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  return (typeof schema.type === 'string' ? lookUp(START, schema.type) : undefined) ?? {};
}

/** The members of a shape of Bedrock's service model, or of a model's rules, and those below them. */
function fromShape(words: Words, shape: Schema, place: string, source = SERVICE_MODEL, depth = 0): void {
  if (depth > MOST_LEVELS) return;
  if (shape.items) fromShape(words, resolved(shape.items), `${place}/*`, source, depth + 1);
  for (const variant of Object.values(shape.tagged?.variants ?? {}))
    fromShape(words, resolved(variant), place, source, depth + 1);
  for (const [key, member] of Object.entries(shape.properties ?? {})) {
    const schema = resolved(member);
    const isRequired = shape.required?.includes(key) ? 'Required. ' : '';
    const from = typeof schema.source === 'string' ? schema.source : source;
    add(words, place, plain(key, valueFor(schema), `${isRequired}${limits(schema)}`, from));
    fromShape(words, schema, child(place, key), source, depth + 1);
  }
}

interface OfModel {
  readonly schema: Schema;
  readonly source: string;
}

/** The rules of the body that a model takes itself, or of what Converse takes for it besides; null where there are none. */
function ofModel(modelId: string, route: Route): OfModel | null {
  const model = readModelId(modelId);
  if (model.kind !== 'foundation') return null;
  const { base } = model;
  const row = capabilitiesOf(base)?.row ?? {};
  const operation = route === 'invoke' ? 'InvokeModel' : 'Converse';
  const rules = rulesFor({ operation, base, modelId, row, asOf: null }, {});
  if (!rules) return null;
  const source = typeof rules.source === 'string' ? rules.source : (rules.source[0]?.source ?? '');
  return { schema: route === 'invoke' ? rules.schema : rules.fields, source };
}

/** Tries each parameter by itself, as the audit does, with the model, route and release at hand. */
function fromLiteLlm(
  words: Words,
  samples: readonly Sampled[],
  { profile, route, form, model }: VocabularyInput,
): void {
  const messages = [{ role: 'user', content: 'Hi' }];
  const api = form === 'messages' ? 'messages' : 'chat';
  const base: JsonObject = api === 'messages' ? { model, messages, max_tokens: 16 } : { model, messages };
  const shown = words.get('') ?? new Map<string, KeyWord>();
  words.set('', new Map());
  const { model: called } = transform({
    api,
    request: base,
    profile,
    ...(route === 'auto' ? {} : { route }),
  });
  const own = called && ofModel(called.modelId, called.route);
  // What a body must have LiteLLM writes itself.
  const members = Object.entries(own?.schema.properties ?? {}).filter(
    ([key]) => !own?.schema.required?.includes(key),
  );
  const values = new Map(members.map(([key, schema]) => [key, valueFor(resolved(schema))]));
  for (const key of [...shown.keys(), ...OPENAI_PARAMS, ...AUDIT_KEYS, ...values.keys()]) {
    if (words.get('')?.has(key)) continue;
    const value = sampled(samples, key) ?? lookUp(VALUES, key) ?? values.get(key) ?? seedOf(key);
    const request = { ...base, [key]: key in base ? (base[key] ?? null) : value };
    const result = transform({ api, request, profile, ...(route === 'auto' ? {} : { route }) });
    const outcome = paramOutcomes(request, result.ledger).find(
      (one) => one.key === key && one.fate !== 'added',
    );
    add(words, '', {
      key,
      value: emptied(value),
      fate: outcome?.fate ?? null,
      to: outcome?.targets[0] ?? null,
      words: outcome?.rule.text ?? '',
      source: outcome?.rule.source ?? '',
    });
  }
  if (own)
    for (const [key, schema] of members) {
      describe(words, key, limits(resolved(schema)));
      fromShape(words, resolved(schema), child('', key), own.source);
    }
}

/** Adds to what LiteLLM does with a key what the model takes there. */
function describe(words: Words, key: string, takes: string): void {
  const word = words.get('')?.get(key);
  if (word && takes !== ANYTHING)
    words.get('')?.set(key, { ...word, words: `${word.words} The model takes: ${takes}.`.trim() });
}

const sampled = (samples: readonly Sampled[], key: string): Json | undefined =>
  samples.find(({ request }) => Object.hasOwn(request, key))?.request[key];

/** Members of a LiteLLM call that are handed to Bedrock as they are. */
const HANDED_ON = {
  guardrailConfig: 'GuardrailStreamConfiguration',
  performanceConfig: 'PerformanceConfiguration',
};

/** The keys that a request of a form may have, with what becomes of each under a release with a model. */
export function vocabulary(input: VocabularyInput): Vocabulary {
  const words: Words = new Map();
  const samples = samplesOf(input.form);
  fromSamples(words, samples);
  if (DIRECT[input.form] === 'converse') fromShape(words, SHAPES.ConverseRequest ?? {}, '');
  else if (DIRECT[input.form] === 'invoke') {
    const own = ofModel(input.model, 'invoke');
    if (own) fromShape(words, own.schema, '', own.source);
  } else if (DIRECT[input.form] === undefined && ENTRIES[input.form] === undefined) {
    fromLiteLlm(words, samples, input);
    for (const [key, shape] of Object.entries(HANDED_ON))
      fromShape(words, lookUp(SHAPES, shape) ?? {}, child('', key));
  }
  return Object.fromEntries([...words].map(([place, keys]) => [place, [...keys.values()]]));
}
