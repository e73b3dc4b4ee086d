import { type EndpointRefusal, refuseEndpoint } from '../../target/address.ts';

const TRACES = '/v1/traces';

/**
 * The address that spans are posted to, of an endpoint as OTEL_EXPORTER_OTLP_ENDPOINT has it: the signal's path stands
 * behind it, unless it does already. Source: OpenTelemetry specification, OTLP exporter. Throws TypeError where it is
 * no URL.
 */
export function tracesUrl(endpoint: string): string {
  const { pathname, search, href } = new URL(endpoint);
  const path = pathname.replace(/\/+$/, '');
  return path.endsWith(TRACES) ? href : new URL(`${path}${TRACES}${search}`, href).href;
}

/** Why spans cannot go to an address, or null where they can: https, or http on this machine. */
export function refuseReceiver(endpoint: string): EndpointRefusal | null {
  const refused = refuseEndpoint(endpoint);
  return (
    refused && {
      ...refused,
      hint: 'Give https://host, or http://127.0.0.1:port for a receiver on this computer.',
    }
  );
}
