import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Context } from '../call/context.ts';
import { crash } from '../call/failures.ts';
import type { Family } from '../call/family.ts';
import { noteUnsent, type Param, type Params } from '../call/params.ts';
import { rowsFor, type Table, walkTable } from '../call/table.ts';
import { rule } from '../ledger/rule.ts';
import { isTruthy } from '../python/truth.ts';
import { notCopied } from './qwen/form.ts';
import { promptBody, renderPrompt } from './text/form.ts';
import { transcript } from './text/prompts/transcript.ts';

const SOURCE = 'LiteLLM AmazonTwelveLabsPegasusConfig; AWS TwelveLabs Pegasus 1.2';
const rows = rowsFor('pegasus', SOURCE);

/** `{json_schema: {schema}}` becomes `{jsonSchema}`; other forms go on as they are. */
function responseFormat(value: Json): Json {
  if (!isObject(value) || !Object.hasOwn(value, 'json_schema')) return value;
  const format = value.json_schema as Json;
  return {
    jsonSchema: isObject(format) && Object.hasOwn(format, 'schema') ? (format.schema as Json) : format,
  };
}

const TABLE: Table = {
  max_tokens: rows.renamed('max_tokens', 'maxOutputTokens'),
  max_completion_tokens: rows.renamed('max_completion_tokens', 'maxOutputTokens'),
  temperature: rows.kept('temperature'),
  response_format: rows.mapped(
    'response_format',
    'responseFormat',
    'A JSON schema moves into responseFormat.jsonSchema.',
    ({ value }) => responseFormat(value),
  ),
};

const MEDIA = rule({
  id: 'build.pegasus.media',
  stage: 'build',
  fate: 'mapped',
  text: 'The video becomes the mediaSource that Pegasus asks for.',
  source: SOURCE,
});
const UNUSED_MEDIA = rule({
  id: 'build.pegasus.unused-media',
  stage: 'build',
  fate: 'dropped',
  text: 'Another parameter already named the video; this one is not sent.',
  source: SOURCE,
});

/** Ways to name the video, in the order in which LiteLLM looks for them. */
const DIRECT = ['mediaSource', 'media_source'] as const;
const BASE64 = ['video_base64', 'base64_string'] as const;
const S3 = ['video_s3_uri', 's3_uri', 'media_source_s3_uri'] as const;
const OWNER = ['video_s3_bucket_owner', 's3_bucket_owner', 'media_source_bucket_owner'] as const;
const MEDIA_KEYS: readonly string[] = [...DIRECT, ...BASE64, ...S3, ...OWNER];

/** What follows the first comma of a data URL, or the text itself. */
function base64Of(value: Json): string {
  if (typeof value !== 'string') return crash('the video is not a base64 string');
  return value.split(',')[1] ?? value;
}

function mediaSource(params: Params, context: Context): Param | null {
  const first = (keys: readonly string[]): Param | undefined =>
    keys.map((key) => params.get(key)).find((param) => param !== undefined && isTruthy(param.value));
  const made = (value: JsonObject, ...used: readonly Param[]): Param => {
    for (const [key, param] of params) {
      if (MEDIA_KEYS.includes(key) && !used.includes(param)) noteUnsent(param, UNUSED_MEDIA, context.trace);
    }
    return { value, from: used.flatMap((param) => param.from ?? []), rule: MEDIA };
  };
  const direct = first(DIRECT);
  if (direct && isObject(direct.value)) return made(direct.value, direct);
  const base64 = first(BASE64);
  if (base64) return made({ base64String: base64Of(base64.value) }, base64);
  const s3 = first(S3);
  if (!s3) return null;
  const owner = first(OWNER);
  const location = owner ? { uri: s3.value, bucketOwner: owner.value } : { uri: s3.value };
  return made({ s3Location: location }, s3, ...(owner ? [owner] : []));
}

function copied(params: Params, context: Context): Params {
  const out = new Map<string, Param>();
  const media = mediaSource(params, context);
  if (media) out.set('mediaSource', media);
  for (const key of ['temperature', 'maxOutputTokens', 'responseFormat']) {
    const param = params.get(key);
    if (param && (key !== 'responseFormat' || isTruthy(param.value))) out.set(key, param);
  }
  for (const [key, param] of params) {
    if (!out.has(key) && !(media && MEDIA_KEYS.includes(key)))
      noteUnsent(param, notCopied(key), context.trace);
  }
  return out;
}

/** TwelveLabs Pegasus: one prompt about one video. */
export const pegasus: Family = {
  id: 'pegasus',
  label: 'TwelveLabs Pegasus',
  supported: () => ['max_tokens', 'max_completion_tokens', 'temperature', 'response_format'],
  accepts: () => [...MEDIA_KEYS, 'maxOutputTokens', 'responseFormat'],
  map: (params, context) => walkTable(TABLE, params, context),
  build: (params, context) => {
    const prompt = renderPrompt(transcript, context);
    return { body: promptBody('inputPrompt', prompt, copied(params, context), context), headers: {} };
  },
};
