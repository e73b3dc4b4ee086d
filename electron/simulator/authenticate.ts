import { createHash, timingSafeEqual } from 'node:crypto';
import { type ErrorAnswer, type ExceptionName, exception } from '../http/errors.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Authentication } from './settings.ts';

type Keys = Authentication & { readonly mode: 'verify' };

/** How far a signature's date may lie off, milliseconds (AWS: 5 minutes for most services). */
const MAX_SKEW_MS = 5 * 60_000;

const HEADER =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const denied = (name: ExceptionName, message?: string): ErrorAnswer => exception(name, message);

/** `20261121T094105Z` as a date, or null. */
const readDate = (text: string | undefined): Date | null => {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
};

const stamp = (date: Date): string => `${date.toISOString().replace(/[-:]|\.\d{3}/g, '')}`;

const readQuery = (target: string): Record<string, string> => {
  const at = target.indexOf('?');
  return at < 0 ? {} : Object.fromEntries(new URLSearchParams(target.slice(at + 1)));
};

/** The signature this request should carry, computed by the SDK's own signer over the path as received. */
async function expected(exchange: Exchange, body: Uint8Array, keys: Keys, scope: Scope): Promise<string> {
  const [{ SignatureV4 }, { Sha256 }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-crypto/sha256-js'),
  ]);
  const signer = new SignatureV4({
    credentials: { accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey },
    region: scope.region,
    service: scope.service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const [path = ''] = exchange.target.split('?', 1);
  const headers = Object.fromEntries(
    scope.signedHeaders.flatMap((name) => {
      const value = exchange.headers[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const request = {
    method: exchange.method,
    protocol: 'http:',
    hostname: 'localhost',
    path,
    query: readQuery(exchange.target),
    headers: { ...headers, 'x-amz-content-sha256': exchange.headers['x-amz-content-sha256'] ?? sha256(body) },
    body,
  };
  const signed = await signer.sign(request, {
    signingDate: scope.date,
    signableHeaders: new Set(scope.signedHeaders),
    unsignableHeaders: new Set(
      scope.signedHeaders.includes('x-amz-content-sha256') ? [] : ['x-amz-content-sha256'],
    ),
  });
  return /Signature=([0-9a-f]+)/.exec(signed.headers.authorization ?? '')?.[1] ?? '';
}

interface Scope {
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly date: Date;
}

async function checkSignature(
  exchange: Exchange,
  body: Uint8Array,
  keys: Keys,
  header: string,
): Promise<ErrorAnswer | null> {
  const match = HEADER.exec(header);
  if (!match) {
    return denied(
      'IncompleteSignatureException',
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
    );
  }
  const [, accessKeyId = '', day = '', region = '', service = '', names = '', signature = ''] = match;
  if (accessKeyId !== keys.accessKeyId) return denied('UnrecognizedClientException');
  if (keys.sessionToken !== undefined && exchange.headers['x-amz-security-token'] !== keys.sessionToken)
    return denied('UnrecognizedClientException');
  const date = readDate(exchange.headers['x-amz-date']);
  if (!date || !stamp(date).startsWith(day))
    return denied(
      'InvalidSignatureException',
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.',
    );
  const now = new Date();
  if (now.getTime() - date.getTime() > MAX_SKEW_MS)
    return denied(
      'InvalidSignatureException',
      `Signature expired: ${stamp(date)} is now earlier than ${stamp(new Date(now.getTime() - MAX_SKEW_MS))} (${stamp(now)} - 5 min.)`,
    );
  if (date.getTime() - now.getTime() > MAX_SKEW_MS)
    return denied(
      'InvalidSignatureException',
      `Signature not yet current: ${stamp(date)} is still later than ${stamp(new Date(now.getTime() + MAX_SKEW_MS))} (${stamp(now)} + 5 min.)`,
    );
  if (service !== 'bedrock')
    return denied('InvalidSignatureException', "Credential should be scoped to correct service: 'bedrock'.");
  const declared = exchange.headers['x-amz-content-sha256'];
  if (declared !== undefined && declared !== 'UNSIGNED-PAYLOAD' && declared !== sha256(body))
    return denied('InvalidSignatureException');
  const scope = { region, service, date, signedHeaders: names.split(';') };
  const wanted = await expected(exchange, body, keys, scope);
  return same(signature, wanted) ? null : denied('InvalidSignatureException');
}

/**
 * Checks who sent a request: SigV4 in full (scope, clock, body hash, signature) or a bearer token.
 * Returns AWS's refusal (HTTP 403), or null where the request may pass. In `accept` mode all pass.
 */
export async function authenticate(
  exchange: Exchange,
  body: Uint8Array,
  authentication: Authentication,
): Promise<ErrorAnswer | null> {
  if (authentication.mode === 'accept') return null;
  const header = exchange.headers.authorization;
  if (header === undefined) return denied('MissingAuthenticationTokenException');
  const bearer = /^Bearer\s+(.+)$/i.exec(header)?.[1];
  if (bearer === undefined) return checkSignature(exchange, body, authentication, header);
  return authentication.bearerToken !== undefined && same(bearer, authentication.bearerToken)
    ? null
    : denied('AccessDeniedException', 'Authentication failed: Please make sure your API Key is valid.');
}
