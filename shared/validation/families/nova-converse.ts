import { isArray, isObject, type Json, type JsonObject, objectOf } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { type Composed, fieldsOf } from '../compose.ts';

const FIELDS = '/additionalModelRequestFields';

const listOf = (value: Json | undefined): readonly Json[] =>
  isArray(value ?? null) ? (value as readonly Json[]) : [];

/** Blocks with each cache point moved into the block before it, and where each block stood. */
function merged(blocks: readonly Json[]): {
  readonly blocks: readonly Json[];
  readonly from: readonly number[];
} {
  const out: Json[] = [];
  const from: number[] = [];
  blocks.forEach((block, i) => {
    const last = out.at(-1);
    if (isObject(block) && Object.keys(block).join() === 'cachePoint' && isObject(last ?? null)) {
      out[out.length - 1] = { ...(last as JsonObject), ...block };
      return;
    }
    out.push(block);
    from.push(i);
  });
  return { blocks: out, from };
}

/** The result of a tool without its content where that is an empty list. */
function withoutEmptyResult(block: Json): Json {
  const result = isObject(block) ? (block.toolResult ?? null) : null;
  if (!isObject(result) || !isArray(result.content ?? null) || listOf(result.content).length > 0)
    return block;
  const { content: _empty, ...rest } = result;
  return { ...objectOf(block), toolResult: rest };
}

/**
 * A Converse request as Nova gets it: its native body is Converse-shaped, but for cache points, which
 * are no blocks of their own there, and empty lists, which are left out (earendil-works/pi #2053).
 */
export function novaOnConverse(body: JsonObject): Composed {
  const fields = fieldsOf(body);
  const messages = listOf(body.messages).map((message) => merged(listOf(objectOf(message).content)));
  const system = merged(listOf(body.system));
  const config = { ...objectOf(body.inferenceConfig), ...objectOf(fields.inferenceConfig) };
  const native: JsonObject = {
    messages: listOf(body.messages).map((message, i) => ({
      ...objectOf(message),
      content: (messages[i]?.blocks ?? []).map(withoutEmptyResult),
    })),
    ...(system.blocks.length > 0 ? { system: system.blocks } : {}),
    ...(body.toolConfig === undefined ? {} : { toolConfig: body.toolConfig }),
    ...fields,
    ...(Object.keys(config).length > 0 ? { inferenceConfig: config } : {}),
  };
  const place = (pointer: Pointer): Pointer => {
    const [, first = '', second = '', third = '', fourth = '', ...rest] = pointer.split('/');
    const tail = (...parts: readonly string[]) =>
      parts
        .filter((part) => part !== '')
        .map((part) => `/${part}`)
        .join('');
    if (first === 'messages' && third === 'content' && fourth !== '') {
      const at = messages[Number(second)]?.from[Number(fourth)] ?? fourth;
      return `/messages/${second}/content/${at}${tail(...rest)}`;
    }
    if (first === 'system' && second !== '')
      return `/system/${system.from[Number(second)] ?? second}${tail(third, fourth, ...rest)}`;
    if (
      first === 'inferenceConfig' &&
      second !== '' &&
      Object.hasOwn(objectOf(fields.inferenceConfig), second)
    )
      return FIELDS + pointer;
    return ['messages', 'system', 'toolConfig', 'inferenceConfig'].includes(first) &&
      !(first !== 'inferenceConfig' && Object.hasOwn(fields, first))
      ? pointer
      : FIELDS + pointer;
  };
  return { native, place, schema: 'whole' };
}
