import type { Json, JsonObject } from '../../../json/json.ts';
import { valueAt } from '../../../json/pointer.ts';
import type { TransformResult } from '../../call/result.ts';
import type { LedgerEntry } from '../../ledger/entry.ts';
import type { ProfileId } from '../../releases/profile.ts';
import { transform } from '../../transform.ts';

/** For tests: what a Converse call to a model becomes. Parameters stand beside `messages`. */
export function converse(
  model: string,
  request: JsonObject,
  profile: ProfileId = 'litellm-1.109',
): TransformResult {
  const messages = request.messages ?? [{ role: 'user', content: 'Hi' }];
  return transform({
    api: 'chat',
    profile,
    request: { ...request, model: `bedrock/converse/${model}`, messages },
  });
}

/** For tests: the body that is sent. Throws where nothing is. */
export function bodyOf(result: TransformResult): JsonObject {
  if (result.kind !== 'outgoing') throw new Error(`nothing is sent: ${result.error.message}`);
  return result.outgoing.body;
}

/** For tests: one value of the body. */
export const sent = (result: TransformResult, pointer: string): Json | undefined =>
  valueAt(bodyOf(result), pointer);

/** For tests: ledger entries about one incoming value. */
export const about = (result: TransformResult, pointer: string): readonly LedgerEntry[] =>
  result.ledger.entries.filter(({ from }) => from.includes(pointer));

/** For tests: fates told of one incoming value. */
export const fates = (result: TransformResult, pointer: string): readonly string[] =>
  about(result, pointer).map(({ rule }) => rule.fate);
