import type { Route } from '../pipeline/call/model.ts';
import type { Api, EntryId } from '../pipeline/call/result.ts';

interface FormInfo {
  /** The entry point that takes a request of this form. */
  readonly api: Api;
  readonly label: string;
  /** For narrow places. */
  readonly short: string;
  readonly note: string;
}

/** The forms in which a program hands over a request. A further form is one row here and its signs in `signs.ts`. */
export const FORMS = {
  chat: {
    api: 'chat',
    label: 'Chat completions',
    short: 'Chat',
    note: 'OpenAI’s form: litellm.completion, /v1/chat/completions',
  },
  messages: {
    api: 'messages',
    label: 'Messages',
    short: 'Messages',
    note: 'Anthropic’s form: litellm.anthropic.messages, /v1/messages',
  },
  responses: {
    api: 'chat',
    label: 'Responses',
    short: 'Responses',
    note: 'OpenAI’s newer form: litellm.responses, /v1/responses; LiteLLM makes a chat call of it',
  },
  completions: {
    api: 'chat',
    label: 'Text completions',
    short: 'Completions',
    note: 'OpenAI’s oldest form: litellm.text_completion, /v1/completions; LiteLLM makes a chat call of it',
  },
  embeddings: {
    api: 'chat',
    label: 'Embeddings',
    short: 'Embeddings',
    note: 'litellm.embedding, /v1/embeddings',
  },
  rerank: { api: 'chat', label: 'Rerank', short: 'Rerank', note: 'litellm.rerank, /v1/rerank' },
  images: {
    api: 'chat',
    label: 'Image generation',
    short: 'Images',
    note: 'litellm.image_generation, /v1/images/generations',
  },
  'count-tokens': {
    api: 'chat',
    label: 'Count tokens',
    short: 'Count',
    note: 'Anthropic’s form: /v1/messages/count_tokens of a proxy',
  },
  invoke: {
    api: 'chat',
    label: 'InvokeModel',
    short: 'Invoke',
    note: 'Bedrock’s own form: modelId and the body as it is sent, past LiteLLM',
  },
  converse: {
    api: 'chat',
    label: 'Converse',
    short: 'Converse',
    note: 'Bedrock’s own form: modelId and Converse’s members, past LiteLLM',
  },
} as const satisfies Readonly<Record<string, FormInfo>>;

export type FormId = keyof typeof FORMS;
/** Forms of calls to Bedrock itself, which LiteLLM never sees, and the route that each is. */
export const DIRECT: Readonly<Partial<Record<FormId, Route>>> = { invoke: 'invoke', converse: 'converse' };

/** Forms of LiteLLM's entry points beside chats. */
export const ENTRIES: Readonly<Partial<Record<FormId, EntryId>>> = {
  embeddings: 'embeddings',
  rerank: 'rerank',
  images: 'images',
  'count-tokens': 'count-tokens',
};

export const FORM_IDS = Object.keys(FORMS) as readonly FormId[];

/** What the form picker stands on: `auto` goes by what the request says itself. */
export type FormChoice = FormId | 'auto';
export const FORM_CHOICES: readonly FormChoice[] = ['auto', ...FORM_IDS];

/** The form a request is read in and what decided it. */
export interface Recognised {
  readonly form: FormId;
  /** Who decided: the user, the place it came from (a path, a batch line), a sign in it, or nothing. */
  readonly by: 'choice' | 'place' | 'sign' | 'default';
  /** What was seen, to follow "because": empty for a choice and for the default. */
  readonly sign: string;
}
