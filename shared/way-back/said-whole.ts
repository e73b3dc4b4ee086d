import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { dumps } from '../pipeline/python/json.ts';
import type { WholeMessage } from './decode/whole.ts';
import type { HandedForm } from './hand-back.ts';
import { finishOfMessage, finishOfResponse } from './said-finish.ts';
import { calling, firstOf, objectAt, textOf, usageIn } from './said-parts.ts';

const objects = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value ?? null) ? (value as readonly Json[]).filter(isObject) : [];

const NOTHING = { reason: '', called: false } as const;

function inChat(value: JsonObject): WholeMessage {
  const choice = firstOf(value.choices);
  return {
    ...NOTHING,
    message: objectAt(choice, 'message'),
    finish: textOf(choice.finish_reason),
    usage: usageIn(value.usage),
  };
}

const callsOf = (calls: readonly (readonly [Json, Json, string])[]): JsonObject =>
  calls.length === 0
    ? {}
    : { tool_calls: calls.flatMap(([id, name, json]) => objects(calling(id, name, json).tool_calls)) };

function inMessages(value: JsonObject): WholeMessage {
  const content = objects(value.content);
  const texts = content.flatMap(({ type, text }) => (type === 'text' ? [textOf(text)] : []));
  const thoughts = content.filter(({ type }) => type === 'thinking' || type === 'redacted_thinking');
  const calls = content.flatMap(({ type, id = null, name = null, input = {} }) =>
    type === 'tool_use' ? [[id, name, dumps(input)] as const] : [],
  );
  // A thought without a signature of its own was text beside the answer.
  const plain = thoughts.every(({ type, signature }) => type === 'thinking' && (signature ?? null) === null);
  const reasoning = thoughts.map(({ thinking }) => textOf(thinking)).join('');
  return {
    ...NOTHING,
    message: {
      content: texts.length === 0 ? null : texts.join(''),
      ...(thoughts.length === 0 ? {} : { reasoning_content: reasoning }),
      ...(thoughts.length === 0 || plain ? {} : { thinking_blocks: thoughts }),
      ...callsOf(calls),
    },
    finish: finishOfMessage(textOf(value.stop_reason)),
    usage: usageIn(value.usage),
  };
}

const partsOf = (item: JsonObject): string =>
  objects(item.content)
    .map(({ text }) => textOf(text))
    .join('');

function inResponses(value: JsonObject): WholeMessage {
  const items = objects(value.output);
  const ofType = (wanted: string): readonly JsonObject[] => items.filter(({ type }) => type === wanted);
  const [message] = ofType('message');
  const [reasoning] = ofType('reasoning');
  const calls = ofType('function_call').map(
    ({ call_id: id = null, name = null, arguments: json }) => [id, name, textOf(json)] as const,
  );
  const [part] = message ? objects(message.content) : [];
  return {
    ...NOTHING,
    message: {
      content: message && part?.text !== null ? partsOf(message) : null,
      ...(reasoning ? { reasoning_content: partsOf(reasoning) } : {}),
      ...callsOf(calls),
    },
    finish: finishOfResponse(value, calls.length > 0),
    usage: usageIn(value.usage),
  };
}

const READERS: Readonly<Record<HandedForm, (value: JsonObject) => WholeMessage>> = {
  chat: inChat,
  messages: inMessages,
  responses: inResponses,
};

/** What the answer of Bedrock's said that a whole answer was made of, as far as it tells. */
export const saidInWhole = (value: JsonObject, form: HandedForm): WholeMessage => READERS[form](value);
