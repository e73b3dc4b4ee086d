import type { SendFailure } from '../../shared/contract/sending.ts';
import { failure } from './failure.ts';

/** What is said where no TLS comes back: OpenSSL's words, and those of BoringSSL, which Electron has. */
const NO_TLS = /wrong.version.number|http.request|packet.length.too.long|unknown.protocol|record.too.large/i;
const HANDSHAKE = /^(?:EPROTO$|ERR_SSL_)/;
const CERTIFICATE =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Certificates that no trust mends: code, what is wrong, what to do. */
const UNMENDED: readonly (readonly [code: RegExp, what: string, hint: string])[] = [
  [/^CERT_HAS_EXPIRED$/, 'has expired', 'Its owner has to renew it. Is the clock of this machine right?'],
  [/^CERT_NOT_YET_VALID$/, 'is not valid yet', 'Is the clock of this machine right?'],
  [
    /^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    'is for another name',
    'Write the endpoint with the name that the certificate is for.',
  ],
  [/^CERT_REVOKED$/, 'was revoked', 'Its owner has to replace it.'],
];

/**
 * Explains an error of TLS, by Node's code and message; null for any other error.
 *
 * @param place who was asked, as a sentence names it
 */
export function explainTls(code: string, message: string, place: string): SendFailure | null {
  if (HANDSHAKE.test(code))
    return NO_TLS.test(message)
      ? failure(
          'network',
          'TlsError',
          `${place} did not speak TLS.`,
          'Use http:// for a plain endpoint on loopback.',
        )
      : failure(
          'network',
          'TlsError',
          `${place} and Strata could not agree on TLS: ${reasonIn(message)}`,
          'Strata speaks TLS 1.2 and 1.3: look at what the endpoint, or a gateway in between, allows.',
        );
  if (!CERTIFICATE.test(code)) return null;
  const [, what, hint] = UNMENDED.find(([pattern]) => pattern.test(code)) ?? [
    null,
    'is not trusted',
    'Start Strata with NODE_EXTRA_CA_CERTS set to the certificate file.',
  ];
  return failure('network', 'CertificateRefused', `The certificate of ${place} ${what}: ${message}`, hint);
}

/** `…:error:0A000102:SSL routines:ssl_choose_client_version:unsupported protocol:../deps/…` → `unsupported protocol`. */
const reasonIn = (message: string): string =>
  /SSL routines:[^:]*:([^:]+)/i.exec(message)?.[1] ?? message.trim();
