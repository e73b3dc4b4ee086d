import type { Pointer } from '../json/pointer.ts';

/** Why a proxy does not even make a call. `type` is an exception class of LiteLLM's. */
export interface ProxyRefusal {
  readonly kind: 'refused-by-proxy';
  readonly type: string;
  readonly message: string;
  /** The part of the client's call that is at fault, where it is one. */
  readonly pointer?: Pointer;
}

/** A refusal by the proxy itself, before any of LiteLLM's stages. */
export const refusedByProxy = (message: string, type = 'ProxyException'): ProxyRefusal => ({
  kind: 'refused-by-proxy',
  type,
  message,
});
