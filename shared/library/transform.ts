import { formOf } from '../input/dialect.ts';
import { DIRECT, ENTRIES, FORMS, type FormChoice } from '../input/forms.ts';
import { isObject, type JsonObject } from '../json/json.ts';
import { readJson } from '../json/read-json.ts';
import { bodyText } from '../pipeline/body-text.ts';
import type { Route } from '../pipeline/call/model.ts';
import type { TransformError, TransformInput } from '../pipeline/call/result.ts';
import type { LedgerEntry } from '../pipeline/ledger/entry.ts';
import { readProfileId } from '../pipeline/releases/profile.ts';
import { bridgeAlone, isBridged } from '../proxy/alone.ts';
import { transformAsProfile } from '../strict/transform-as-profile.ts';
import { type SentOperation, targetOf } from '../validation/target.ts';

export interface TransformOptions {
  /** A LiteLLM release (`litellm-1.96.2`), the latest patch of one (`litellm-1.96`), `litellm-latest`, or `strict`. */
  readonly profile: string;
  /** The form of the request; `auto`, the default, goes by what it says itself. */
  readonly form?: FormChoice;
  /** Takes this route whatever the model string says. */
  readonly route?: Route;
  /** `litellm.drop_params`: unsupported parameters are dropped in silence instead of refused. */
  readonly dropParams?: boolean;
  /** `litellm.modify_params`: messages and parameters that a provider would refuse are changed. */
  readonly modifyParams?: boolean;
}

/** What is sent to Bedrock, and what became of every value of the request. */
export interface OutgoingRequest {
  readonly kind: 'outgoing';
  readonly operation: SentOperation;
  /** Decoded, as Bedrock reads it. */
  readonly modelId: string;
  /** Percent-encoded as the release does it. */
  readonly path: string;
  /** Names in lower case; those of HTTP and of signing are left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** The body as LiteLLM's Python writes it, byte for byte. */
  readonly text: string;
  /** Further bodies where a call is several requests: one for each text to embed. */
  readonly more: readonly JsonObject[];
  readonly stream: boolean;
  readonly ledger: readonly LedgerEntry[];
}

/**
 * `refused`: LiteLLM refuses the request on purpose; `crashed`: the release fails on it by a defect of its own;
 * `invalid`: the request cannot be read, and no release would see it.
 */
export interface NothingSent {
  readonly kind: 'refused' | 'crashed' | 'invalid';
  readonly error: TransformError;
  readonly ledger: readonly LedgerEntry[];
}

export type Transformed = OutgoingRequest | NothingSent;

const invalid = (message: string): NothingSent => ({
  kind: 'invalid',
  error: { type: 'InvalidRequest', message },
  ledger: [],
});

function read(request: JsonObject | string): JsonObject | NothingSent {
  if (typeof request !== 'string') return request;
  try {
    const value = readJson(request);
    return isObject(value) ? value : invalid('A request is a JSON object.');
  } catch (error) {
    return invalid(`The request is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A request as the pipeline takes it. */
function enter(
  request: JsonObject,
  { form: choice = 'auto', route, dropParams, modifyParams }: TransformOptions,
  profile: TransformInput['profile'],
): TransformInput | NothingSent {
  const { form } = formOf(request, choice);
  const direct = DIRECT[form];
  if (direct) return { api: 'chat', request, profile, direct: { route: direct, stream: false } };
  const entry = ENTRIES[form];
  const settings = { dropParams, modifyParams };
  const plain: TransformInput = { api: FORMS[form].api, request, profile, settings };
  if (entry) return { ...plain, entry };
  const routed = route ? { ...plain, route } : plain;
  if (!isBridged(form)) return routed;
  const bridged = bridgeAlone(form, request, profile);
  if (bridged.ok) return { ...routed, request: bridged.request };
  const { type, message } = bridged;
  return { kind: 'refused', error: { type, message }, ledger: [] };
}

/**
 * What a LiteLLM release sends to Bedrock for a request, or why it sends nothing; with the ledger of what became of
 * every value. Never throws for bad requests and never changes one.
 *
 * @param request the arguments of the call, as a value or as JSON text; a text keeps its numbers as they are written
 * @throws RangeError where `options.profile` names no profile
 */
export function transform(request: JsonObject | string, options: TransformOptions): Transformed {
  const profile = readProfileId(options.profile);
  if (profile === null)
    throw new RangeError(
      `profile is a LiteLLM release such as litellm-1.96.2, or strict; ${JSON.stringify(options.profile)} is neither`,
    );
  const given = read(request);
  if ('kind' in given && 'ledger' in given) return given as NothingSent;
  const input = enter(given, options, profile);
  if ('kind' in input) return input;
  const result = transformAsProfile(input);
  const ledger = result.ledger.entries;
  if (result.kind !== 'outgoing') return { kind: result.kind, error: result.error, ledger };
  const { path, headers, body, more = [], stream } = result.outgoing;
  return {
    kind: 'outgoing',
    ...targetOf(result.outgoing),
    path,
    headers,
    body,
    text: bodyText(body, result.ledger, input.request),
    more,
    stream,
    ledger,
  };
}
