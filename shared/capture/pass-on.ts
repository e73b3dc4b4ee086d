import type { HeaderList } from './exchange.ts';

/** The header that joins a client's call with the Bedrock calls it causes. It never leaves this machine. */
export const STAMP = 'x-strata-exchange';

/** Headers that belong to one connection (RFC 9110, 7.6.1), and those of the proxies of old. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);

/** What is made anew for the way to Bedrock. */
const REMADE: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'expect',
  'authorization',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-content-sha256',
  STAMP,
]);

/** Names that a `Connection` header lists belong to the connection too. */
function named(headers: HeaderList): ReadonlySet<string> {
  const lists = headers.filter(([name]) => name.toLowerCase() === 'connection');
  return new Set(lists.flatMap(([, value]) => value.split(',').map((name) => name.trim().toLowerCase())));
}

function without(headers: HeaderList, isLeftOut: (name: string) => boolean): HeaderList {
  const listed = named(headers);
  return headers.filter(([written]) => {
    const name = written.toLowerCase();
    return !name.startsWith(':') && !HOP_BY_HOP.has(name) && !listed.has(name) && !isLeftOut(name);
  });
}

/** A client's headers as they go on to Bedrock, in their order, repeated ones too, before they are signed. */
export const towardsBedrock = (headers: HeaderList): HeaderList =>
  without(headers, (name) => REMADE.has(name));

/** A client's headers as they go on to a LiteLLM proxy: all but those of the connection, and a stamp that is not ours. */
export const towardsProxy = (headers: HeaderList): HeaderList =>
  without(
    headers,
    (name) => name === 'host' || name === 'content-length' || name === 'expect' || name === STAMP,
  );

/** An answer's headers as they go back to the client. */
export const towardsClient = (headers: HeaderList): HeaderList => without(headers, () => false);

/** The target without `X-Amz-…` in its query: a presigned request is signed in its headers. All else stays as written. */
export function withoutSignature(target: string): string {
  const at = target.indexOf('?');
  if (at < 0) return target;
  const kept = target
    .slice(at + 1)
    .split('&')
    .filter((pair) => !/^X-Amz-/i.test(pair));
  return kept.length === 0 ? target.slice(0, at) : `${target.slice(0, at)}?${kept.join('&')}`;
}
