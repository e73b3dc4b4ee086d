/** Why a proxy does not even make a call. `type` is an exception class of LiteLLM's. */
export interface ProxyRefusal {
  readonly kind: 'refused-by-proxy';
  readonly type: string;
  readonly message: string;
}
