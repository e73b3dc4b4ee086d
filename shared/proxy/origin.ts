import { type Pointer, parent } from '../json/pointer.ts';

/** Where a value of the call that the proxy makes is from. */
export type Origin =
  /** The client's body. */
  | { readonly from: 'client'; readonly pointer: Pointer }
  /** A header of the client's call. */
  | { readonly from: 'header'; readonly name: string }
  /** `litellm_params` of the deployment; the pointer is one into the configuration. */
  | { readonly from: 'deployment'; readonly pointer: Pointer }
  /** Another setting of the configuration. */
  | { readonly from: 'setting'; readonly pointer: Pointer }
  /** The proxy itself. */
  | { readonly from: 'proxy' };

/** Something that did not make it into the call, and why. */
export interface Loss {
  readonly origin: Origin;
  readonly why: string;
  readonly source: string;
}

/** Where each value of a call is from, by its pointer; a value without a line of its own is from where its container is. */
export type Origins = ReadonlyMap<Pointer, Origin>;

/** The origin of the value at a pointer of the call; null where nothing is noted. */
export function originAt(origins: Origins, pointer: Pointer): Origin | null {
  for (let at: Pointer | undefined = pointer; at !== undefined; at = parent(at)) {
    const origin = origins.get(at);
    if (!origin) continue;
    const rest = pointer.slice(at.length);
    if (rest === '' || origin.from === 'header' || origin.from === 'proxy') return origin;
    return { ...origin, pointer: origin.pointer + rest };
  }
  return null;
}
