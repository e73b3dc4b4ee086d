import type { Profile, Release } from '../pipeline/releases/profile.ts';
import data from './client-fields.json';

interface ClientFields {
  /** Names taken out of a client's body: controls and prices that only a configuration may set. */
  readonly body: ReadonlySet<string>;
  /** Names taken out of `metadata` and `litellm_metadata`. */
  readonly metadata: ReadonlySet<string>;
  /** Names for which the body is refused: endpoints, credentials, prices. */
  readonly refused: ReadonlySet<string>;
  /** Members of the body that are searched for these names as well. */
  readonly refusedIn: ReadonlySet<string>;
  readonly metadataKeys: ReadonlySet<string>;
  /** Names for which the body is refused where metadata holds them. */
  readonly refusedInMetadata: ReadonlySet<string>;
}

const read = (release: keyof typeof data): ClientFields => ({
  body: new Set(data[release].body),
  metadata: new Set(data[release].metadata),
  refused: new Set(data[release].refused),
  refusedIn: new Set(data[release].refusedIn),
  metadataKeys: new Set(data[release].metadataKeys),
  refusedInMetadata: new Set(data[release].refusedInMetadata),
});

const FIELDS: Readonly<Record<Release, ClientFields>> = { 87: read('87'), 90: read('90'), 109: read('109') };

/** What a release's proxy does not take from a client's body; written by `oracle/client_fields.py`. */
export const clientFieldsOf = ({ release }: Profile): ClientFields => FIELDS[release];
