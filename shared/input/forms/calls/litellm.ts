import { type Found, NOTHING_BESIDE, present, without } from '../found.ts';
import { map } from '../value.ts';
import { argumentsOf, called, type Known } from './known.ts';

/** Arguments of completion() by position. */
export const POSITIONS = ['model', 'messages', 'timeout', 'temperature', 'top_p', 'n', 'stream'];
/** Arguments of responses() by position. */
export const RESPONSES_POSITIONS = ['input', 'model'];
const KEYS = new Set(['api_key', 'aws_access_key_id', 'aws_secret_access_key', 'aws_session_token']);

/** LiteLLM's own functions: every argument is one of the call. */
export function litellm(form: Found['form'], positions: readonly string[]): Known['read'] {
  return (call, language) => {
    const given = call.args
      .slice(0, positions.length)
      .map((value, i) => [positions[i] ?? '', value] as const);
    const all = new Map([...given, ...argumentsOf(call)]);
    if (!all.has('model') && !all.has('messages') && !all.has('input')) return null;
    return {
      ...NOTHING_BESIDE,
      what: called(call, language),
      form,
      request: map(without(all, KEYS)),
      left: present(all, KEYS),
    };
  };
}
