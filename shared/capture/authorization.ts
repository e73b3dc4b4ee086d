/** How a client says who it is. Only the scope is read: its signature cannot be checked without its secret. */
export type ClientAuthorization =
  | { readonly kind: 'none' | 'bearer' | 'unreadable' }
  | {
      readonly kind: 'sigv4';
      readonly accessKeyId: string;
      readonly region: string;
      readonly service: string;
      /** True where the query holds the signature. */
      readonly presigned: boolean;
    };

const SCOPE = /^([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request$/;

function scopeOf(credential: string, presigned: boolean): ClientAuthorization {
  const match = SCOPE.exec(credential);
  if (!match) return { kind: 'unreadable' };
  const [, accessKeyId = '', region = '', service = ''] = match;
  return { kind: 'sigv4', accessKeyId, region, service, presigned };
}

/**
 * Reads the credential scope (`KEY/DATE/REGION/SERVICE/aws4_request`, AWS page "Elements of an AWS API request
 * signature") from the `Authorization` header, or from `X-Amz-Credential` in the query of a presigned request.
 */
export function readAuthorization(header: string | undefined, target: string): ClientAuthorization {
  if (header === undefined || header === '') {
    const at = target.indexOf('?');
    const credential = at < 0 ? null : new URLSearchParams(target.slice(at + 1)).get('X-Amz-Credential');
    return credential === null ? { kind: 'none' } : scopeOf(credential, true);
  }
  if (/^Bearer\s/i.test(header)) return { kind: 'bearer' };
  const credential = /^AWS4-HMAC-SHA256\s.*?Credential=([^,\s]+)/s.exec(header)?.[1];
  return credential === undefined ? { kind: 'unreadable' } : scopeOf(credential, false);
}

/** The values in a request that let somebody in, wherever they are repeated. */
export function clientSecrets(headers: Readonly<Record<string, string>>, target: string): readonly string[] {
  const at = target.indexOf('?');
  const query = at < 0 ? null : new URLSearchParams(target.slice(at + 1)).get('X-Amz-Security-Token');
  const bearer = /^Bearer\s+(\S+)/i.exec(headers.authorization ?? '')?.[1];
  const all = [query, bearer, headers['x-amz-security-token'], headers['x-api-key'], headers['api-key']];
  return all.filter((value): value is string => typeof value === 'string' && value !== '');
}
