import type { Exchange } from '../../capture/exchange.ts';
import { lookUp } from '../../json/look-up.ts';

/** What models that do not chat are asked for, by their names. */
const BY_MODEL: readonly (readonly [RegExp, string])[] = [
  [/embed/i, 'embeddings'],
  [/rerank/i, 'rerank'],
  [/canvas|titan-image|stability\.|nova-reel|luma\./i, 'generate_content'],
];

const MODEL_CALLS = new Set(['InvokeModel', 'InvokeModelWithResponseStream', 'StartAsyncInvoke']);

/** Operations of Bedrock that the conventions have a word for. */
const BY_OPERATION: Readonly<Record<string, string>> = { Converse: 'chat', ConverseStream: 'chat' };

const BY_DIALECT: Readonly<Partial<Record<Exchange['dialect'], string>>> = {
  'openai-chat': 'chat',
  'openai-responses': 'chat',
  'anthropic-messages': 'chat',
  'openai-embeddings': 'embeddings',
};

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/**
 * `gen_ai.operation.name`: the conventions' own word where there is one, else the operation's name in their writing
 * (`count_tokens`).
 */
export function operationName({ side, dialect, operation, model }: Exchange): string {
  if (side === 'client') return BY_DIALECT[dialect] ?? (snake(operation) || 'request');
  if (MODEL_CALLS.has(operation)) return BY_MODEL.find(([names]) => names.test(model ?? ''))?.[1] ?? 'chat';
  return lookUp(BY_OPERATION, operation) ?? (snake(operation) || 'request');
}
