import { useConnection } from '../store/connection.ts';
import { AddressForm } from './AddressForm.tsx';

/** A running LiteLLM proxy: it gets the client's call as it is. */
export function ProxyForm() {
  const variable = useConnection((state) => state.targets?.proxyKey ?? null);
  return (
    <AddressForm
      kind="proxy"
      label="Base URL of a LiteLLM proxy"
      example="http://127.0.0.1:4000"
      note={
        variable
          ? `The client’s call goes there, with the key in ${variable}.`
          : 'The client’s call goes there without a key: start Strata with LITELLM_API_KEY for one.'
      }
      use="Use this proxy"
    />
  );
}
