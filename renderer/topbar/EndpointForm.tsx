import { AddressForm } from './AddressForm.tsx';
import { Trust } from './Trust.tsx';

/** Any other endpoint that speaks Bedrock's runtime API. */
export const EndpointForm = () => (
  <AddressForm
    kind="endpoint"
    label="URL of a Bedrock runtime endpoint"
    example="http://127.0.0.1:4566"
    note="A VPC endpoint, a gateway, another simulator."
    use="Use this endpoint"
  >
    {(url) => <Trust url={url} />}
  </AddressForm>
);
