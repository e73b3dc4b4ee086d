import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { crash } from '../../../call/failures.ts';

/**
 * Ends the call (throws `Stop`, `crashed`) for metadata of another form than Anthropic's.
 * Source: `validate_anthropic_api_metadata`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function checkMetadata(value: Json): asserts value is JsonObject {
  if (isObject(value) && (value.user_id == null || typeof value.user_id === 'string')) return;
  crash('metadata must be an object whose user_id is a string.', 'ValidationError');
}
