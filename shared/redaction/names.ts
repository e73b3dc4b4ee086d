import { remembered } from '../text/remembered.ts';
import type { SecretKind } from './finding.ts';

/** `X-Api-Key`, `x_api_key`, `--apiKey` → `xapikey`. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Endings of the names under which calls, configurations and environments keep secrets, most telling kind first. */
const ENDINGS: readonly (readonly [RegExp, SecretKind])[] = [
  [/accesskeyid$|^awsaccesskey$/, 'aws-key-id'],
  [/(?:secretaccesskey|awssecretkey|awssecret)$/, 'aws-secret'],
  [/(?:sessiontoken|securitytoken|webidentitytoken|awsexternalid)$/, 'aws-token'],
  [/(?:password|passwd|passphrase|pwd|passcode)$/, 'password'],
  [/(?:privatekey|privatekeyid|signingkey|encryptionkey)$/, 'private-key'],
  [/cookies?$/, 'cookie'],
  [
    /(?:api|access|secret|master|virtual|license|subscription|account|service|auth|function|shared|admin|proxy|provisioning|account|app|application|salt|storage)keys?$|secretkeybase$/,
    'api-key',
  ],
  [
    /(?:secret|secrets|connectionstring|dsn|authorization|^authentication|credentials?|servicekey|^ocikey|basicauth|^auth|^bearer|jwt)$/,
    'token',
  ],
  [
    /bearertokenbedrock$|apitokens?$|(?:^|access|refresh|id|auth|bearer|ad|oauth|sas|bot|hf|zen|watsonx)token$/,
    'token',
  ],
];

/** Names that end in `_token` and speak of text or pages. */
const EVERYDAY_TOKEN =
  /(?:bos|eos|pad|stop|next|page|continuation|sep|unk|mask|cls|start|end|first|last|per|max|min|new)_?token$/i;

/** A variable of an environment that ends so: `OPENAI_KEY`, `DB_PASS`, `GITHUB_PAT`. In small letters these are everyday words. */
const VARIABLE = /^[A-Z][A-Z0-9_]*_(?:KEY|PASS|PAT|SALT)$/;
const OPEN_KEY =
  /(?:PUBLIC|PUBLISHABLE|CACHE|PARTITION|SORT|PRIMARY|FOREIGN|IDEMPOTENCY|HOT|OBJECT|INDEX|GROUP)_KEY$/;

/** Members have many names, most of them short. */
const NAMES = { most: 2_000, longest: 40 } as const;

/** The kind of secret that a name speaks of, or null. Everyday words (`signature`, `max_tokens`, `key`) are none. */
export const secretNamed = remembered((name): SecretKind | null => {
  if (name.length > 128) return null;
  const bare = plain(name);
  const found = ENDINGS.find(([ending]) => ending.test(bare));
  if (found) return EVERYDAY_TOKEN.test(name) ? null : found[1];
  if (/[-_.]pass$|[a-z]Pass$/.test(name)) return 'password';
  if (VARIABLE.test(name) && !OPEN_KEY.test(name)) return name.endsWith('_KEY') ? 'api-key' : 'password';
  return /[-_.]token$/i.test(name) && !EVERYDAY_TOKEN.test(name) ? 'token' : null;
}, NAMES);

const CREDENTIAL = /(?:credentials?|secretstr|securestring|basicauth|digestauth|apikeyauth|bearerauth)$/i;
const READS =
  /^(?:get|read|load|fetch|find|from|is|has|list|create|delete|remove|resolve|decrypt|use|require|prompt|input)/i;

/**
 * The kind of secret that a call is given: `SecretStr("…")`, `.apiKey("…")`, `HTTPBasicAuth("user", "…")`. Null for
 * calls that are told where a secret is, as `get_secret("NAME")` is.
 */
export function secretCall(callee: string): SecretKind | null {
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  if (READS.test(name)) return null;
  return (
    secretNamed(name.replace(/^(?:set|with|and)(?=[_A-Z])_?/, '')) ?? (CREDENTIAL.test(name) ? 'token' : null)
  );
}

const HEADER: readonly (readonly [RegExp, SecretKind])[] = [
  [/cookie/, 'cookie'],
  [/password|passwd/, 'password'],
  [/signature|assertion/, 'signature'],
  [/authoriz|^authentication$|(?:^|[-_])auth(?:$|[-_])|auth$|jwt/, 'bearer'],
  [/token|secret|credential|session-?key/, 'token'],
  [/api-?_?key|apikey|(?:^|[-_])key$|^x-honeycomb-team$/, 'api-key'],
];

/** Headers whose names hold such a word and whose values are counts, offers or keys that open nothing. */
const HARMLESS_HEADER =
  /^(?:x-amzn-bedrock-|anthropic-ratelimit-|x-ratelimit-|ratelimit|sec-websocket-|www-authenticate$|proxy-authenticate$|x-amz-signedheaders$|llm_provider-x-amzn-bedrock-)|idempotency-key$|(?:cache|surrogate|partition|public|sort)-key$|tokens(?:-|$)|token-(?:count|limit|type)|-author$/;

/** The kind of secret that a header carries, by its name, or null. */
export const secretHeader = remembered((name): SecretKind | null => {
  const lower = name.toLowerCase();
  if (HARMLESS_HEADER.test(lower)) return null;
  return HEADER.find(([word]) => word.test(lower))?.[1] ?? secretNamed(name);
}, NAMES);

/** True for a text that is nothing but the name of a header or variable that carries a secret. */
export const isSecretName = (text: string): boolean =>
  /^[A-Za-z][\w.-]*$/.test(text) && secretHeader(text) !== null;

/** Parameters of URLs that carry a secret, beside those whose name says so anywhere. */
const PARAMETERS: ReadonlyMap<string, SecretKind> = new Map([
  ['key', 'api-key'],
  ['token', 'token'],
  ['sig', 'signature'],
  ['signature', 'signature'],
  ['xamzsignature', 'signature'],
  ['xgoogsignature', 'signature'],
  ['xamzsecuritytoken', 'aws-token'],
  ['xamzcredential', 'aws-key-id'],
  ['assertion', 'jwt'],
  ['clientassertion', 'jwt'],
  ['codeverifier', 'token'],
  ['pass', 'password'],
  ['pw', 'password'],
]);

/** `?code=…` lets into a function or stands for a login; short ones are codes of something else. */
const CODE = 'code';
const SHORTEST_CODE = 20;

/** The kind of secret that a parameter of a URL or a form carries with this value, or null. */
export function secretParameter(name: string, value: string): SecretKind | null {
  const bare = plain(name);
  if (bare === CODE) return value.length < SHORTEST_CODE ? null : 'token';
  return PARAMETERS.get(bare) ?? secretNamed(name);
}

/** Members that hold what is said and asked: nothing in them is taken out for its name. */
const CONTENT: ReadonlySet<string> = new Set([
  ...['messages', 'system', 'prompt', 'input', 'inputtext', 'message', 'chathistory', 'documents', 'content'],
  ...['contents', 'systeminstruction', 'instructions', 'tools', 'toolchoice', 'toolconfig', 'functions'],
  ...['functioncall', 'toolcalls', 'responseformat', 'outputconfig', 'outputformat', 'stop', 'stopsequences'],
  ...['thinking', 'reasoning', 'output', 'choices', 'candidates', 'completion', 'delta', 'inputschema'],
  ...['jsonschema', 'schema', 'properties', 'examples', 'logitbias', 'preamble', 'texts', 'mediasource'],
]);

/** True for a member of a call that holds a conversation, tools or a schema. */
export const isContent = remembered((name) => name.length <= 32 && CONTENT.has(plain(name)), NAMES);

/** True for a member that holds headers. */
export const holdsHeaders = remembered((name) => /headers$/i.test(name) && name.length <= 64, NAMES);

const REFERENCE =
  /^(?:\$[A-Z_][A-Z0-9_]*|\$\{[A-Z_][A-Z0-9_]*(?::?[-?])?\}|\$env:\w+|os\.environ\/\w+|%[A-Z_][A-Z0-9_]*%|\{\{[^{}]*\}\}|\{\w+\}|<[A-Za-z][\w -]*>)$/;

/** True for a value that only says where the secret is: `$VARIABLE`, `os.environ/NAME`, `<your key>`. */
export const isReference = (value: string): boolean => value.length <= 128 && REFERENCE.test(value);

/** True for what a service says behind the name of a parameter that it refuses: `user_api_key: Extra inputs are not permitted`. */
export const isRefusal = (value: string): boolean =>
  /^(?:Extra inputs are not permitted|Field required)\.?$/.test(value);
