import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { valueIn } from '../json/parse.ts';
import { child } from '../json/pointer.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import { clientFieldsOf } from './client-fields.ts';
import type { Draft } from './draft.ts';
import type { Entry } from './entry.ts';

const SOURCE = 'LiteLLM add_litellm_data_to_request';
const WHY = 'Only a configuration may set this: the proxy takes it out of a client’s call.';
/** Arguments by which a client steers the router, which takes them out. */
const OF_ROUTER: ReadonlySet<string> = new Set(['specific_deployment', 'disable_fallbacks']);
const WHY_ROUTER = 'It tells the router what to do, and goes no further.';
const WHY_METADATA = 'The proxy keeps this entry of the metadata for itself.';

function cleanMetadata(draft: Draft, key: string, value: JsonObject, profile: Profile): JsonObject {
  const { metadata: fields } = clientFieldsOf(profile);
  const kept: Record<string, Json> = {};
  for (const [name, entry] of Object.entries(value)) {
    if (!fields.has(name) && !name.startsWith('user_api_key_')) {
      kept[name] = entry;
      continue;
    }
    const pointer = child(child('', key), name);
    draft.lose({ origin: { from: 'client', pointer }, why: WHY_METADATA, source: SOURCE });
  }
  return kept;
}

/** Entry points that read metadata written as JSON in a text, as forms have to write it; the others fail on it. */
const READS_TEXT: ReadonlySet<Entry> = new Set(['chat', 'messages', 'responses']);

const readText = (value: Json): Json => {
  const read = typeof value === 'string' ? valueIn(value) : null;
  return isObject(read) ? read : value;
};

/** The client's body as the proxy lets it in: controls and prices are taken out. */
export function takeClientBody(draft: Draft, body: JsonObject, entry: Entry, profile: Profile): void {
  const { body: fields } = clientFieldsOf(profile);
  for (const [key, value] of Object.entries(body)) {
    const origin = { from: 'client', pointer: child('', key) } as const;
    if (fields.has(key)) {
      draft.lose({ origin, why: WHY, source: SOURCE });
      continue;
    }
    if (OF_ROUTER.has(key)) {
      draft.lose({ origin, why: WHY_ROUTER, source: 'LiteLLM Router' });
      continue;
    }
    const metadata = key === 'metadata' || key === 'litellm_metadata';
    const told = metadata && READS_TEXT.has(entry) ? readText(value) : value;
    draft.set(
      key,
      metadata && isObject(told) ? cleanMetadata(draft, key, told, profile) : value,
      origin,
      body,
    );
  }
}
