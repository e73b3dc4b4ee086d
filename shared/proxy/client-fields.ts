import type { Profile } from '../pipeline/releases/profile.ts';
import { readByRelease } from '../pipeline/releases/release.ts';
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

type Recorded = Readonly<Record<keyof ClientFields, readonly string[]>>;

const read = (recorded: Recorded): ClientFields => ({
  body: new Set(recorded.body),
  metadata: new Set(recorded.metadata),
  refused: new Set(recorded.refused),
  refusedIn: new Set(recorded.refusedIn),
  metadataKeys: new Set(recorded.metadataKeys),
  refusedInMetadata: new Set(recorded.refusedInMetadata),
});

const fieldsOf = readByRelease<Recorded, ClientFields>(data, read);

/** What a release's proxy does not take from a client's body; written by `oracle/client_fields.py`. */
export const clientFieldsOf = ({ release }: Profile): ClientFields => fieldsOf(release);
