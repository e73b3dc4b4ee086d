import type { SendFailure } from '../../shared/contract/sending.ts';
import { lookUp } from '../../shared/json/look-up.ts';
import { failure } from './failure.ts';
import { strangerBehind } from './not-http.ts';
import { explainTls } from './tls-failures.ts';

/** The code of an error for a connection that was closed before any byte of an answer came. */
export const UNANSWERED = 'STRATA_UNANSWERED';

/** System errors of the network, by code. */
const NETWORK: Readonly<Record<string, readonly [type: string, what: string, hint: string]>> = {
  ECONNREFUSED: [
    'ConnectionRefused',
    'refused the connection',
    'Is something listening there? Check host and port.',
  ],
  ECONNRESET: [
    'ConnectionReset',
    'closed the connection before the answer was complete',
    'Send again; if it comes back, look at the proxy or gateway in between.',
  ],
  [UNANSWERED]: [
    'ConnectionReset',
    'closed the connection without an answer',
    'Send again; if it comes back, look at the proxy or gateway in between.',
  ],
  ERR_STREAM_PREMATURE_CLOSE: [
    'ConnectionReset',
    'closed the connection before the answer was complete',
    'Send again; if it comes back, look at the proxy or gateway in between.',
  ],
  EPIPE: [
    'ConnectionReset',
    'closed the connection while the request was being sent',
    'Send again; the body may be too large for it.',
  ],
  ENOTFOUND: [
    'HostNotFound',
    'could not be found by name',
    'Check the region or the endpoint, and the network connection.',
  ],
  EAI_AGAIN: [
    'HostNotFound',
    'could not be looked up',
    'The name server did not answer: check the network connection.',
  ],
  ETIMEDOUT: ['Timeout', 'did not answer in time', 'Check the network, a VPN or a firewall in between.'],
  EHOSTUNREACH: ['Unreachable', 'cannot be reached', 'Check the network connection.'],
  ENETUNREACH: ['Unreachable', 'cannot be reached', 'Check the network connection.'],
};

/**
 * Explains what went wrong between Strata and who was asked: network, TLS, or an answer that is no HTTP; null for any
 * other error.
 *
 * @param place who was asked, as a sentence names it
 */
export function explainNetwork(error: unknown, place: string): SendFailure | null {
  if (!(error instanceof Error)) return null;
  const { name, message } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const network = code === undefined ? undefined : lookUp(NETWORK, code);
  if (network) {
    const [type, what, hint] = network;
    return failure('network', type, `${place} ${what}.`, hint);
  }
  if (code?.startsWith('HPE_')) {
    // The code of an answer that does not begin as one of HTTP.
    const stranger = code === 'HPE_INVALID_CONSTANT' ? strangerBehind(error) : null;
    return stranger
      ? failure('protocol', 'NotHttp', `${place} ${stranger.what}.`, stranger.hint)
      : failure('protocol', 'NotHttp', `${place} broke HTTP: ${message}`, 'Check the port.');
  }
  const tls = code === undefined ? null : explainTls(code, message, place);
  if (tls) return tls;
  return name === 'TimeoutError'
    ? failure(
        'network',
        'Timeout',
        `${place} did not answer in time.`,
        'Check the network, a VPN or a firewall in between.',
      )
    : null;
}
