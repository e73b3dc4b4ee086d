import { isArray, isObject, type Json, type JsonObject } from '../../../shared/json/json.ts';
import { chatBehindClaude } from './claude.ts';
import { chatBehindConverse } from './converse.ts';
import { chatsBehindInvoke, embeddingsBehind } from './invoke.ts';
import { type CapturedBody, defined, modelString, type Origin } from './origin.ts';
import { isPlain } from './plain.ts';

type Behind = (captured: CapturedBody) => readonly Origin[];

const flowOf = ({ stream }: CapturedBody): JsonObject => (stream ? { stream: true } : {});

/** Models of Claude that stand for one that only an ARN names, the newer first: they differ in what they may be asked. */
const CLAUDES: readonly string[] = [
  'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'anthropic.claude-3-haiku-20240307-v1:0',
];

/** A request as it may have been made for a model that only an ARN names: with a model beside it that is known. */
const standIns = ({ modelId, route }: CapturedBody, { form, request }: Origin, models: readonly string[]) =>
  modelId.startsWith('arn:')
    ? models.map((model) => ({
        form,
        request: { ...request, model: `bedrock/${route}/${model}`, model_id: modelId },
        tentative: true,
        farFetched: true,
      }))
    : [];

const behindConverse: Behind = (captured) => {
  const chat = chatBehindConverse(captured.body);
  if (!chat) return [];
  const request = { model: modelString(captured), ...chat, ...flowOf(captured) };
  const origin: Origin = { form: 'chat', request, tentative: !isPlain(captured.body) };
  return [origin, ...standIns(captured, origin, CLAUDES)];
};

/** A call of the messages API. Betas were asked for in a header, unless LiteLLM wrote them by itself. */
function messagesWith({ anthropic_beta: betas, ...request }: JsonObject): readonly Origin[] {
  const form = 'messages';
  if (!isArray(betas ?? null)) return [{ form, request: defined({ ...request, anthropic_beta: betas }) }];
  const header = { 'anthropic-beta': (betas as readonly Json[]).join(',') };
  return [
    { form, request: { ...request, extra_headers: header } },
    { form, request, farFetched: true },
  ];
}

const behindClaude: Behind = (captured) => {
  const [model, flow] = [modelString(captured), flowOf(captured)];
  const { anthropic_version: _version, ...rest } = captured.body;
  const messages = messagesWith({ model, ...rest, ...flow });
  const chat = chatBehindClaude(rest);
  if (!chat) return [...messages, ...messages.slice(0, 1).flatMap((one) => standIns(captured, one, CLAUDES))];
  const plain: Origin = { form: 'chat', request: { model, ...chat, ...flow } };
  // Of a long conversation the call of the messages API is tried first: it is read sooner, and mostly it was one.
  const all = isPlain(rest)
    ? [plain, ...messages]
    : [...messages, { ...plain, tentative: true, farFetched: true }];
  return [...all, ...standIns(captured, plain, CLAUDES)];
};

/** Nova's body is Converse's. A model that is imported is named behind the form. */
const behindNova: Behind = (captured) => {
  const { modelId, body } = captured;
  const chat = chatBehindConverse(body);
  if (!chat) return [];
  const model = modelId.startsWith('arn:') ? `bedrock/nova/${modelId}` : modelString(captured);
  const request = { model, ...chat, ...flowOf(captured) };
  const origin: Origin = { form: 'chat', request, tentative: true };
  return [origin, ...standIns(captured, origin, ['amazon.nova-lite-v1:0'])];
};

const behindInvoke: Behind = (captured) => {
  const { body, modelId } = captured;
  const chats = chatsBehindInvoke(body, modelId).flatMap(({ chat, models, unrouted, farFetched }) =>
    models.map(({ model, ...id }): Origin => {
      const request = { ...chat, model: `bedrock/${model}`, ...id, ...flowOf(captured) };
      return { form: 'chat', request, tentative: true, unrouted, farFetched };
    }),
  );
  const embeddings = embeddingsBehind(body);
  if (!embeddings) return chats;
  // A call for embeddings names no route.
  const request = { model: `bedrock/${modelId}`, ...embeddings };
  return [...chats, { form: 'embeddings', request, tentative: true }];
};

/** Blocks of Converse are named by a member of their own; all others have a type. */
const isConverseBlock = (block: Json): boolean => isObject(block) && block.type === undefined;

const isConverseMessage = (message: Json): boolean =>
  isObject(message) && isArray(message.content ?? null) && (message.content as Json[]).every(isConverseBlock);

const isConverseForm = ({ messages }: JsonObject): boolean =>
  isArray(messages ?? null) && (messages as readonly Json[]).every(isConverseMessage);

function behindOf({ route, body }: CapturedBody): Behind {
  if (route === 'converse') return behindConverse;
  if (body.anthropic_version !== undefined) return behindClaude;
  return isConverseForm(body) ? behindNova : behindInvoke;
}

/**
 * Requests that would lead to a body, where a client's own was not captured: as a chat completion and, of Claude's, as a
 * call of the messages API. Empty where none can be made up.
 */
export const possibleOrigins = (captured: CapturedBody): readonly Origin[] => behindOf(captured)(captured);
