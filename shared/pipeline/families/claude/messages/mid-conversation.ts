import { isArray, isObject, type JsonObject } from '../../../../json/json.ts';
import { OPERATOR_NOTE } from '../../../messages/made-up.ts';
import type { Message } from '../../../messages/message.ts';
import { hasSystemText } from './system.ts';

const isSystem = ({ value }: Message): boolean => value.role === 'system';
const isTool = ({ value }: Message): boolean => value.role === 'tool' || value.role === 'function';
const isUserSide = (message: Message): boolean => message.value.role === 'user' || isTool(message);

/** Splits off the system messages that open the conversation. */
export function splitLeadingSystem(messages: readonly Message[]): {
  readonly leading: readonly Message[];
  readonly rest: readonly Message[];
} {
  const first = messages.findIndex((message) => !isSystem(message));
  const count = first < 0 ? messages.length : first;
  return { leading: messages.slice(0, count), rest: messages.slice(count) };
}

const asUser = (message: Message): Message => ({
  ...message,
  value: { ...message.value, role: 'user' } as JsonObject,
  note: OPERATOR_NOTE,
});

function runs<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const out: T[][] = [];
  let before: string | undefined;
  for (const item of items) {
    const now = key(item);
    if (now === before) out[out.length - 1]?.push(item);
    else out.push([item]);
    before = now;
  }
  return out;
}

const kind = (message: Message): string =>
  isSystem(message) ? 'system' : isTool(message) ? 'tool' : message.value.role === 'user' ? 'user' : 'other';

const converted = (run: readonly Message[]): readonly Message[] => run.filter(hasSystemText).map(asUser);

/** For models that take no system turns: each becomes a user turn, behind tool results that follow it. */
function convertedInPlace(messages: readonly Message[]): readonly Message[] {
  const groups = runs(messages, kind);
  const kindOf = (i: number): string | undefined => groups[i]?.[0] && kind(groups[i][0] as Message);
  return groups.flatMap((run, i) => {
    if (kindOf(i) === 'system') return kindOf(i + 1) === 'tool' ? [] : converted(run);
    const moved = kindOf(i) === 'tool' && kindOf(i - 1) === 'system' ? converted(groups[i - 1] ?? []) : [];
    return [...run, ...moved];
  });
}

const RENDERED_PARTS: ReadonlySet<unknown> = new Set(['text', 'image_url', 'document', 'file']);

/** True where a message puts anything into the body. */
function renders({ value }: Message): boolean {
  const { content } = value;
  if (value.role === 'tool' || value.role === 'function') return true;
  if (value.role !== 'assistant') {
    return (
      !isArray(content) ||
      content.length === 0 ||
      content.some((p) => isObject(p) && RENDERED_PARTS.has(p.type))
    );
  }
  if (typeof content === 'string') return true;
  const some = (list: unknown): boolean => isArray(list) && list.length > 0;
  return (
    some(content) || some(value.thinking_blocks) || some(value.tool_calls) || isObject(value.function_call)
  );
}

/** For models that take system turns: each stays behind the user turn next to it, or becomes a user turn. */
function placedBehindUser(messages: readonly Message[]): readonly Message[] {
  const indices = messages.map((_, i) => i);
  const at = (i: number): Message => messages[i] as Message;
  const blocks = runs(
    indices.filter((i) => !isSystem(at(i))),
    (i) => String(isUserSide(at(i))),
  );
  const blockOf = new Map(blocks.flatMap((block, b) => block.map((i) => [i, b] as const)));
  const shown = blocks.map((block) => block.some((i) => renders(at(i))));
  const anchors = blocks.map((_, b) => {
    const next = blocks.findIndex((_block, later) => later > b && shown[later]);
    return shown[b] === true && (next < 0 || !isUserSide(at(blocks[next]?.[0] as number)));
  });
  const systemRuns = runs(indices, (i) => String(isSystem(at(i)))).filter((run) =>
    isSystem(at(run[0] as number)),
  );
  const anchored = new Map<number, Message[]>();
  const inPlace = new Map<number, readonly Message[]>();
  for (const run of systemRuns) {
    const previous = (run[0] as number) - 1;
    const neighbour = isUserSide(at(previous)) ? previous : (run[run.length - 1] as number) + 1;
    const block =
      neighbour < messages.length && isUserSide(at(neighbour)) ? blockOf.get(neighbour) : undefined;
    const group = run.map(at);
    if (block !== undefined && anchors[block])
      anchored.set(block, [...(anchored.get(block) ?? []), ...group]);
    else inPlace.set(previous, converted(group));
  }
  return blocks.flatMap((block, b) => [
    ...block.flatMap((i) => [at(i), ...(inPlace.get(i) ?? [])]),
    ...(anchored.get(b) ?? []),
  ]);
}

/**
 * Where system messages after the first turn go (1.109): models that know them keep them behind a
 * user turn, for all others they become user turns.
 * Source: `place_mid_conversation_system`, LiteLLM 1.109.1.
 */
export function placeSystem(messages: readonly Message[], keepsSystem: boolean): readonly Message[] {
  if (!messages.some(isSystem)) return messages;
  return keepsSystem ? placedBehindUser(messages) : convertedInPlace(messages);
}
