import { isObject, type Json } from '../../json/json.ts';
import { unsupported } from './failures.ts';

const isSwitch = (value: Json): boolean => value === null || typeof value === 'boolean';

/**
 * What a tool says of streaming its input as it comes: on itself, else in its `function`; null where
 * it says nothing. Throws `Stop` (`refused`) for anything but a boolean.
 * Source: `eager_input_streaming_flag`, LiteLLM 1.109.1.
 */
export function eagerInput(tool: Json): boolean | null {
  if (!isObject(tool)) return null;
  const { eager_input_streaming: own = null, function: inner = null } = tool;
  const within = isObject(inner) ? (inner.eager_input_streaming ?? null) : null;
  if ((inner !== null && !isObject(inner)) || !isSwitch(own) || !isSwitch(within)) {
    throw unsupported('eager_input_streaming must be a boolean.');
  }
  return (own ?? within) as boolean | null;
}
