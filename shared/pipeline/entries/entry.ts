import { child } from '../../json/pointer.ts';
import { Stop } from '../call/failures.ts';
import type { ResolvedModel } from '../call/model.ts';
import type { EntryId, TransformInput, TransformResult } from '../call/result.ts';
import { readDropParams } from '../completion/control.ts';
import { checkHeaderShapes } from '../completion/header-shapes.ts';
import { checkHeaderText } from '../completion/headers.ts';
import { checkShapes } from '../completion/shapes.ts';
import { readLedger } from '../ledger/ledger.ts';
import { rule } from '../ledger/rule.ts';
import { Trace } from '../ledger/trace.ts';
import { profileOf } from '../releases/profile.ts';
import { resolveModel } from '../route/route.ts';
import type { EntryContext, EntryRequest } from './context.ts';
import { countTokensRequest } from './count-tokens.ts';
import { embeddingsRequest } from './embeddings/embeddings.ts';
import { imagesRequest } from './images/images.ts';
import { rerankRequest } from './rerank.ts';

const LEFT_OUT = rule({
  id: 'build.entry.left-out',
  stage: 'build',
  fate: 'dropped',
  text: 'This body form has no place for the value: it was not sent and no error says so.',
  source: 'LiteLLM, the entry point’s transform',
});

const MODEL = rule({
  id: 'route.entry.model',
  stage: 'route',
  fate: 'moved',
  text: 'The model string names the provider and the model.',
  source: 'LiteLLM get_llm_provider',
});

const BUILD: Readonly<Record<EntryId, (context: EntryContext) => EntryRequest>> = {
  embeddings: embeddingsRequest,
  rerank: rerankRequest,
  images: imagesRequest,
  'count-tokens': countTokensRequest,
};

/** What an entry point never looks at, whatever it is. */
const UNREAD: Readonly<Partial<Record<EntryId, string>>> = { rerank: 'model_id' };

/** What is known of the model: these calls have one route, and a body form that the entry point picks. */
function modelOf(given: string, stated: string, trace: Trace, input: TransformInput): ResolvedModel {
  const profile = profileOf(input.profile);
  const name = stated.replace('async_invoke/', '');
  const request = { model: `bedrock/invoke/${name}` };
  return { ...resolveModel({ api: 'chat', request, profile, trace }), given, litellmModel: stated };
}

/**
 * A call of one of LiteLLM's entry points beside chats: embeddings, rerank, images, counting tokens. They have
 * one route each; what is sent beyond the first body stands in `more`. Never throws for bad input.
 */
export function callEntry(input: TransformInput, entry: EntryId): TransformResult {
  const { request, settings = {} } = input;
  const profile = profileOf(input.profile);
  const trace = new Trace();
  const given = request.model ?? null;
  const ledgerOf = (body: EntryRequest['bodies'][0] | null) => readLedger(request, body, trace, LEFT_OUT);
  if (typeof given !== 'string' || given === '') {
    const message = 'The call names no model: add "model": "bedrock/…"';
    const error = { type: 'BadRequestError', message, pointer: child('', 'model') };
    return { kind: 'invalid', error, model: null, ledger: ledgerOf(null) };
  }
  const stated = given.replace(/^bedrock\//, '');
  let model: ResolvedModel | null = null;
  try {
    const { [UNREAD[entry] ?? '']: _, ...read } = request;
    const dropParams = settings.dropParams === true || readDropParams(request, profile);
    checkShapes('entry', read, profile);
    checkHeaderShapes(entry, request, profile, dropParams);
    model = modelOf(given, stated, new Trace(), input);
    const context: EntryContext = { request, profile, settings, trace, dropParams, model: stated };
    const { path, headers, bodies } = BUILD[entry](context);
    checkHeaderText(headers, input.asynchronous ? 'messages' : 'chat', profile);
    trace.note('/model', MODEL, { part: 'path' });
    const [body, ...more] = bodies;
    return {
      kind: 'outgoing',
      outgoing: { method: 'POST', path, headers, body, stream: false, ...(more.length > 0 ? { more } : {}) },
      model,
      ledger: ledgerOf(body),
    };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    if (stop.kind === 'invalid') {
      const error = { ...stop.error, pointer: stop.pointer };
      return { kind: 'invalid', error, model: null, ledger: ledgerOf(null) };
    }
    return { kind: stop.kind, error: stop.error, model, ledger: ledgerOf(null) };
  }
}
