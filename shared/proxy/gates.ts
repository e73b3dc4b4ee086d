import { isObject } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import { strip } from '../pipeline/python/space.ts';
import { isTruthy } from '../pipeline/python/truth.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import { namesSession } from './client-session.ts';
import type { ProxyConfig } from './config.ts';
import { type ClientCall, type Entry, headerOf, METADATA_APART } from './entry.ts';
import { type ProxyRefusal, refusedByProxy } from './refusal.ts';

interface Asked {
  readonly call: ClientCall;
  readonly entry: Entry;
  readonly release: Release;
}

/** What `general_settings` may ask of every client's call. */
interface Gate {
  readonly setting: string;
  /** The values by which it is asked. */
  readonly asks: (value: unknown) => boolean;
  readonly passes: (asked: Asked) => boolean;
  readonly message: string;
  /** What of the call is at fault. */
  readonly pointer?: Pointer;
}

/** True where tags of the header count as those of `metadata`, because no other place is there for them. */
function joinsTags({ call: { headers, body }, entry, release }: Asked): boolean {
  if (body.litellm_metadata !== undefined) return false;
  if (METADATA_APART.has(entry) && has(release, 'header-tags-apart')) return false;
  return (headerOf(headers, 'x-litellm-tags') ?? '').split(',').some((tag) => strip(tag) !== '');
}

const hasTags = (asked: Asked): boolean => {
  const metadata = asked.call.body.metadata ?? null;
  return (isObject(metadata) && metadata.tags !== undefined) || joinsTags(asked);
};

const isOnAtAll = (value: unknown): boolean => isTruthy(value as Parameters<typeof isTruthy>[0]);

const GATES: readonly Gate[] = [
  {
    setting: 'enforce_user_param',
    asks: isOnAtAll,
    passes: ({ call }) => call.body.user !== undefined,
    message: 'The proxy wants “user” in every call: general_settings.enforce_user_param asks for it.',
  },
  {
    setting: 'reject_clientside_metadata_tags',
    asks: isOnAtAll,
    passes: (asked) => !hasTags(asked),
    message:
      'The proxy takes no tags in a client’s metadata: general_settings.reject_clientside_metadata_tags leaves them to keys and teams.',
    pointer: '/metadata/tags',
  },
  {
    setting: 'missing_session_id',
    asks: (value) => value === 'reject',
    passes: ({ call, entry, release }) =>
      entry === 'count-tokens' || !has(release, 'sessions-wanted') || namesSession(call, entry),
    message:
      'The proxy wants the id of a session: send the header x-litellm-session-id, or metadata.session_id (general_settings.missing_session_id is “reject”).',
  },
];

/**
 * Why a proxy does not let a client's call in, whatever it asks for; null where it does.
 * Source: `common_checks`, `apply_missing_session_id_policy`, LiteLLM 1.87.0 and 1.109.1.
 */
export function refusedAtGate(asked: Asked, { generalSettings }: ProxyConfig): ProxyRefusal | null {
  const gate = GATES.find(({ setting, asks, passes }) => asks(generalSettings[setting]) && !passes(asked));
  if (!gate) return null;
  const { message, pointer } = gate;
  const refusal = refusedByProxy(message, 'ProxyException');
  return pointer === undefined || !isObject(asked.call.body.metadata) ? refusal : { ...refusal, pointer };
}
