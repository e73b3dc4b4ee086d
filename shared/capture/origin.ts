import { isLoopbackHost } from '../target/address.ts';
import { awsAddress, destinationOf } from './destination.ts';
import type { Exchange } from './exchange.ts';

/** Bedrock's own region where a request names none. */
const USUAL_REGION = 'us-east-1';

/**
 * Where an exchange went, as an origin (`https://host:port`); null for the simulator, and where nothing is known. Of an
 * endpoint only the host is kept: it is spoken to over TLS unless it is on this machine.
 */
export function originOf({
  side,
  target,
  region,
  method,
  path,
}: Pick<Exchange, 'side' | 'target' | 'region' | 'method' | 'path'>): string | null {
  if (target === 'simulator' || target === '') return null;
  if (side === 'bedrock' && target === 'aws') {
    const destination = destinationOf(method, path);
    return awsAddress(destination.ok ? destination.service : 'bedrock-runtime', region ?? USUAL_REGION);
  }
  try {
    if (/^https?:/.test(target)) return new URL(target).origin;
    const { hostname, host } = new URL(`https://${target}`);
    return `${isLoopbackHost(hostname) ? 'http' : 'https'}://${host}`;
  } catch {
    return null;
  }
}
