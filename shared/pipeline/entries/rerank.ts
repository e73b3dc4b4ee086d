import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { crash } from '../call/failures.ts';
import { noteUnsent } from '../call/params.ts';
import { checkFields } from '../completion/check-fields.ts';
import { givenHeaders, lastOfEachName } from '../completion/given-headers.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { boolOf, isIntText } from '../python/pydantic.ts';
import { strip } from '../python/space.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import { sortArguments } from './arguments.ts';
import type { EntryContext, EntryRequest } from './context.ts';
import { entryHeaders } from './headers.ts';
import { Part } from './part.ts';

const SOURCE = 'LiteLLM BedrockRerankConfig';
const FORM = rule({
  id: 'build.rerank.form',
  stage: 'build',
  fate: 'added',
  text: 'The form of Bedrock’s Rerank API.',
  source: SOURCE,
});
const MOVED = rule({
  id: 'build.rerank.moved',
  stage: 'build',
  fate: 'moved',
  text: 'Stands at its place in the form of Bedrock’s Rerank API.',
  source: SOURCE,
});
const COUNTED = rule({
  id: 'build.rerank.all',
  stage: 'build',
  fate: 'added',
  text: 'Without top_n LiteLLM asks for as many results as there are documents.',
  source: SOURCE,
});
const UNSENT = rule({
  id: 'build.rerank.unsent',
  stage: 'build',
  fate: 'dropped',
  text: 'Bedrock’s Rerank API has no place for it: it is not sent and no error says so.',
  source: SOURCE,
});

const OPENAI = ['top_n', 'rank_fields', 'return_documents', 'max_chunks_per_doc', 'max_tokens_per_doc'];
const OWN: ReadonlySet<string> = new Set(['query', 'documents', 'headers', 'extra_headers']);

/** One document; what is no text is taken for an object. */
function source(document: Json, from: string, trace: Trace) {
  const text = typeof document === 'string';
  const inner = new Part(trace);
  if (text) {
    inner.set('textDocument', new Part(trace).set('text', document, from, MOVED).object, null, FORM);
  } else inner.set('jsonDocument', document, from, MOVED);
  inner.set('type', text ? 'TEXT' : 'JSON', null, FORM);
  return new Part(trace)
    .set('inlineDocumentSource', inner.object, null, FORM)
    .set('type', 'INLINE', null, FORM).object;
}

/** What a rerank request takes, values that pydantic converts included; the others are not looked at. */
const TAKES: Readonly<Record<string, (value: Json) => boolean>> = {
  query: (value) => typeof value === 'string',
  top_n: (value) => wholeOf(value) !== null,
  rank_fields: (value) => isArray(value) && value.every((name) => typeof name === 'string'),
  return_documents: (value) => boolOf(value) !== null,
};

/** The whole number that pydantic takes a value for; null where it refuses it. */
function wholeOf(value: Json): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isInteger(value) ? value : null;
  if (typeof value !== 'string' || !isIntText(value)) return null;
  return Number(strip(value).replaceAll('_', ''));
}

/** Throws `Stop` (`crashed`) for a header that is no text, null included: botocore goes through all that it signs. */
function checkSigned(request: JsonObject): void {
  for (const { name, value } of lastOfEachName(givenHeaders(request)).values())
    if (typeof value !== 'string') crash(`LiteLLM fails: the header ${name} is signed and is no text.`);
}

/** Throws `Stop` (`crashed`) for a value that is not of its type. Source: LiteLLM `RerankRequest`. */
function checkRerank(request: JsonObject): void {
  for (const [key, takes] of Object.entries(TAKES)) {
    const value = request[key] ?? null;
    if (value !== null && !takes(value))
      crash(`LiteLLM fails: ${key} of a rerank has another type.`, 'APIConnectionError');
  }
}

/** What `litellm.rerank()` sends. Source: `BedrockRerankHandler`, LiteLLM 1.87.0, 1.90.0, 1.109.1. */
export function rerankRequest(context: EntryContext): EntryRequest {
  const { request, trace, model, profile } = context;
  checkFields('messages', context);
  const { openai, special } = sortArguments(context, OPENAI, OWN);
  const { query = null, documents = null } = request;
  if (!isArray(documents)) crash('LiteLLM fails: rerank needs documents, a list.', 'TypeError');
  if (query === null) crash('LiteLLM fails: rerank needs a query.', 'TypeError');
  checkRerank(request);
  if (!profile.strict && !has(profile.release, 'rerank-headers-as-given')) checkSigned(request);
  const top = wholeOf(openai.get('top_n') ?? null);
  for (const key of openai.keys()) if (key !== 'top_n') trace.note(child('', key), UNSENT);
  for (const param of special.values()) noteUnsent(param, UNSENT, trace);
  const queryPart = new Part(trace)
    .set('textQuery', new Part(trace).set('text', query, '/query', MOVED).object, null, FORM)
    .set('type', 'TEXT', null, FORM);
  const configuration = new Part(trace).set(
    'modelConfiguration',
    new Part(trace).set('modelArn', model, '/model', MOVED).object,
    null,
    FORM,
  );
  if (isTruthy(top)) configuration.set('numberOfResults', top, '/top_n', MOVED);
  else configuration.set('numberOfResults', documents.length, null, COUNTED);
  const queries = trace.whole([queryPart.object], null, FORM);
  const sources = trace.whole(
    documents.map((document, i) => source(document, child('/documents', i), trace)),
    null,
    FORM,
  );
  if (documents.some((document) => typeof document !== 'string' && !isObject(document)))
    crash('LiteLLM fails: a document is a text or an object.', 'TypeError');
  const body = new Part(trace)
    .set('queries', queries, null, FORM)
    .set(
      'rerankingConfiguration',
      new Part(trace)
        .set('bedrockRerankingConfiguration', configuration.object, null, FORM)
        .set('type', 'BEDROCK_RERANKING_MODEL', null, FORM).object,
      null,
      FORM,
    )
    .set('sources', sources, null, FORM);
  return { path: '/rerank', headers: entryHeaders(context), bodies: [body.object] };
}
