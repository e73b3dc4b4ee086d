import { isArray, isObject, type Json } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import type { Context } from '../call/context.ts';
import type { Message } from '../messages/message.ts';
import { MODIFY_RULES } from './rules.ts';

const isResult = ({ value }: Message): boolean => value.role === 'tool' || value.role === 'function';

interface Call {
  readonly id: Json;
  readonly name: string;
  readonly message: Message;
  readonly index: number;
}

function callsOf(message: Message): readonly Call[] {
  const { role, tool_calls: calls = null } = message.value;
  if (role !== 'assistant' || !isArray(calls)) return [];
  return calls.flatMap((call, index) => {
    if (!isObject(call) || !call.id) return [];
    const called = isObject(call.function ?? null) ? call.function : null;
    const name = isObject(called) && typeof called.name === 'string' ? called.name : 'unknown_tool';
    return [{ id: call.id, name, message, index }];
  });
}

/** The result that LiteLLM makes up for a call that nobody answered. */
function standIn({ id, name, message, index }: Call): Message {
  const at = child(child(message.at, 'tool_calls'), index);
  const content = `[System: Tool execution skipped/interrupted by user. No result provided for tool '${name}'.]`;
  return { value: { role: 'tool', tool_call_id: id, content }, at, contentAt: at };
}

/** The results that follow a message before the assistant speaks again. */
function resultsBehind(messages: readonly Message[], index: number): readonly Message[] {
  const rest = messages.slice(index + 1);
  const end = rest.findIndex(({ value }) => value.role === 'assistant');
  return (end < 0 ? rest : rest.slice(0, end)).filter(isResult);
}

function paired(messages: readonly Message[], context: Context): readonly Message[] {
  const out: Message[] = [];
  let asked: readonly Call[] = [];
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i] as Message;
    if (message.value.role === 'assistant') {
      asked = callsOf(message);
      const answers = resultsBehind(messages, i).filter(({ value }) =>
        asked.some(({ id }) => id === value.tool_call_id),
      );
      const open = asked.filter(({ id }) => !answers.some(({ value }) => value.tool_call_id === id));
      out.push(message);
      if (open.length > 0) {
        out.push(...answers, ...open.map(standIn));
        i += answers.length;
      }
      continue;
    }
    const { tool_call_id: id = null } = message.value;
    if (isResult(message) && id && !asked.some((call) => call.id === id)) {
      context.trace.note(message.at, MODIFY_RULES.orphanedResult);
      continue;
    }
    out.push(message);
  }
  return out;
}

/** Of several results for one call within a turn the last one stays. */
function withoutRepeats(messages: readonly Message[], context: Context): readonly Message[] {
  const latest = new Map<Json, number>();
  const repeated = new Set<number>();
  messages.forEach((message, i) => {
    const { tool_call_id: id = null } = message.value;
    if (!isResult(message)) latest.clear();
    else if (typeof id === 'string' && id !== '') {
      const before = latest.get(id);
      if (before !== undefined) repeated.add(before);
      latest.set(id, i);
    }
  });
  return messages.filter((message, i) => {
    if (repeated.has(i)) context.trace.note(message.at, MODIFY_RULES.repeatedResult);
    return !repeated.has(i);
  });
}

/**
 * Under `modify_params` every tool call of a Claude conversation gets one result and every result has a call.
 * Source: `sanitize_messages_for_tool_calling`, LiteLLM 1.87.0 and 1.109.1.
 */
export function pairToolCalls(messages: readonly Message[], context: Context): readonly Message[] {
  return context.settings.modifyParams ? withoutRepeats(paired(messages, context), context) : messages;
}
