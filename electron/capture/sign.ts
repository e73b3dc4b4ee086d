import { SignatureV4 } from '@smithy/signature-v4';
import type { HeaderList } from '../../shared/capture/exchange.ts';
import { decoded } from '../../shared/text/decoded.ts';
import { NodeSha256 } from './hash.ts';

/** Who signs. */
export type Signer =
  | { readonly kind: 'bearer'; readonly token: string }
  | {
      readonly kind: 'sigv4';
      readonly identity: {
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
        readonly sessionToken?: string;
      };
      readonly region: string;
    };

/** A request as it is to be signed; nothing of it is changed by signing. */
export interface Unsigned {
  readonly method: string;
  /** Where it goes; path and query of {@link target} stand for its own. */
  readonly base: URL;
  /** Path and query exactly as they go out. */
  readonly target: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

const isSigned = (name: string): boolean => name === 'content-type' || name.startsWith('x-amz-');

/**
 * A record without a prototype, which V8 keeps as a table: of one with a hidden class the signer makes copies that it adds
 * to, and each would get hidden classes of its own, which stay until V8 collects what is old.
 */
const table = (): Record<string, string> => Object.create(null);

function joined(headers: HeaderList): Record<string, string> {
  const bag = table();
  for (const [written, value] of headers) {
    const name = written.toLowerCase();
    if (isSigned(name)) bag[name] = Object.hasOwn(bag, name) ? `${bag[name]},${value}` : value;
  }
  return bag;
}

function queryOf(target: string): Record<string, string | string[]> {
  const at = target.indexOf('?');
  const bag = new Map<string, string[]>();
  for (const pair of at < 0 ? [] : target.slice(at + 1).split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const key = decoded(cut < 0 ? pair : pair.slice(0, cut));
    const value = cut < 0 ? '' : decoded(pair.slice(cut + 1));
    const list = bag.get(key);
    if (list) list.push(value);
    else bag.set(key, [value]);
  }
  return Object.fromEntries([...bag].map(([key, list]) => [key, list.length === 1 ? (list[0] ?? '') : list]));
}

/**
 * The headers that authenticate a request: `authorization`, and for SigV4 `x-amz-date`, `x-amz-content-sha256` and
 * where the credentials are temporary `x-amz-security-token`. Signed are host, content-type and x-amz-*, over the path
 * as it stands and the body's own hash; everything else is passed on unsigned. Source: AWS page "Create a signed AWS
 * API request"; held against the simulator's check.
 */
export async function authenticating(request: Unsigned, signer: Signer): Promise<HeaderList> {
  if (signer.kind === 'bearer') return [['authorization', `Bearer ${signer.token}`]];
  const { method, base, target, headers, body } = request;
  const signature = new SignatureV4({
    credentials: signer.identity,
    region: signer.region,
    service: 'bedrock',
    sha256: NodeSha256,
    applyChecksum: true,
  });
  const bag = joined(headers);
  const signed = await signature.sign({
    method,
    protocol: base.protocol,
    hostname: base.hostname,
    path: target.split('?', 1)[0] ?? '/',
    query: queryOf(target),
    headers: Object.assign(table(), bag, { host: base.host }),
    body,
  });
  return Object.entries(signed.headers).filter(([name]) => name !== 'host' && !Object.hasOwn(bag, name));
}
