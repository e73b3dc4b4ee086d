const MASK = '***';

/** Keys of a LiteLLM call and headers whose value is a credential. */
const SECRET_KEYS = [
  'api_key',
  'apiKey',
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_web_identity_token',
  'x-api-key',
  'api-key',
  'authorization',
  'x-amz-security-token',
].join('|');

const MEMBER = new RegExp(`("(?:${SECRET_KEYS})"\\s*:\\s*")((?:[^"\\\\]|\\\\.)*)(")`, 'gi');
const HEADER = new RegExp(
  `((?:${SECRET_KEYS}|proxy-authorization)\\s*:\\s*(?:bearer\\s+|basic\\s+)?)((?!(?:bearer|basic)\\s)[^\\s'"\\\\$]+)`,
  'gi',
);
const USER = /((?:^|\s)(?:-u|--user)[\s=]+['"]?[^\s:'"]+:)([^\s'"]+)/g;

/**
 * A request text without the credentials that people paste along with it: members such as
 * `api_key`, headers such as `Authorization`, curl's `--user`. References to variables stay.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(MEMBER, `$1${MASK}$3`)
    .replace(HEADER, `$1${MASK}`)
    .replace(USER, (whole, before: string, value: string) =>
      value.startsWith('$') ? whole : `${before}${MASK}`,
    );
}
