import { describe, expect, it } from 'vitest';
import { Redactor } from './redactor.ts';
import { report } from './report.ts';
import { StreamRedactor } from './stream.ts';

const redactor = new Redactor('salt of this test');
const letters = (length: number): string => 'aB3dE6gH9k'.repeat(Math.ceil(length / 10)).slice(0, length);

/** Secrets that their own form tells; written in parts, so that no scanner takes this file for a leak. */
const TOKENS: readonly string[] = [
  `AKIA${'Q7RS'.repeat(4)}`,
  `ASIA${'Q7RS'.repeat(4)}`,
  `FwoGZXIvYXdz${letters(200)}==`,
  `IQoJb3JpZ2lu${letters(200)}`,
  `bedrock-api-key-${letters(80)}`,
  `ABSK${letters(60)}=`,
  `sk-${letters(22)}`,
  `sk-ant-api03-${letters(90)}`,
  `sk-proj-${letters(40)}`,
  `sk_live_${letters(24)}`,
  `gsk_${letters(50)}`,
  `hf_${letters(34)}`,
  `AIza${letters(35)}`,
  `ghp_${letters(36)}`,
  `github_pat_${letters(60)}`,
  `glpat-${letters(20)}`,
  `xoxb-1234567890-${letters(24)}`,
  `npm_${letters(36)}`,
  `hvs.${letters(40)}`,
  `SG.${letters(22)}.${letters(43)}`,
  `dapi${'0a1b2c3d'.repeat(4)}`,
  `eyJ${letters(20)}.eyJ${letters(60)}.${letters(43)}`,
  `-----BEGIN RSA PRIVATE KEY-----\n${`${letters(64)}\n`.repeat(5)}-----END RSA PRIVATE KEY-----`,
];

describe('secrets that their own form tells', () => {
  it.each(TOKENS)('%s', (token) => {
    for (const text of [
      token,
      `see ${token}, please`,
      JSON.stringify({ a: `x\n${token}\n` }),
      `a=${encodeURIComponent(token)}`,
    ]) {
      const { text: redacted } = redactor.text(text);
      expect(redacted).not.toContain(token.slice(-16));
      expect(redacted).toHaveLength(text.length);
      expect(redactor.text(redacted)).toEqual({ text: redacted, findings: [] });
    }
  });

  it('takes a bearer token, a signature and what a URL carries', () => {
    const text = `Bearer ${letters(30)} Signature=${'0a'.repeat(32)} https://u:swordfish@h/?X-Amz-Signature=${'0b'.repeat(32)}&token=swordfish`;
    const { text: redacted, findings } = redactor.text(text);
    for (const secret of [letters(30), '0a0a', '0b0b', 'swordfish']) expect(redacted).not.toContain(secret);
    expect(findings.map(({ kind }) => kind)).toEqual([
      'bearer',
      'signature',
      'password',
      'signature',
      'token',
    ]);
  });

  it('takes the secret key beside an access key id, and no other 40 characters', () => {
    const id = `AKIA${'Q7RS'.repeat(4)}`;
    const secret = `wJalrXUtnFEMI/K7MDENG+${letters(18)}`;
    expect(redactor.text(`${id}:${secret}`).text).not.toContain(secret);
    expect(redactor.text(`key ${id}\nand then ${secret}`).text).not.toContain(secret);
    expect(redactor.text(secret).text).toBe(secret);
    const digest = '0a1b2c3d4e'.repeat(4);
    expect(redactor.text(`${id} at commit ${digest}`).text).toContain(digest);
  });

  it.each([
    (secret: string) => `AWS_SECRET_ACCESS_KEY=${secret}`,
    (secret: string) => `aws_secret_access_key = ${secret}\nregion = eu-central-1`,
    (secret: string) => `$env:AWS_SECRET_ACCESS_KEY="${secret}"`,
    (secret: string) => JSON.stringify({ text: `{"SecretAccessKey": "${secret}"}` }),
    (secret: string) => `const config = { secretAccessKey: '${secret}' };`,
    (secret: string) => `<SecretAccessKey>${secret}</SecretAccessKey>`,
  ])('takes a secret key that somebody says with its name: %s', (said) => {
    const secret = `wJalrXUtnFEMI/K7MDENG+${letters(18)}`;
    const text = JSON.stringify({ messages: [{ role: 'user', content: `I have ${said(secret)} here` }] });
    const { text: redacted, findings } = redactor.text(text);
    expect(redacted).not.toContain(secret);
    expect(findings.map(({ kind }) => kind)).toEqual(['aws-secret']);
    expect(redactor.text(redacted).text).toBe(redacted);
  });

  it('takes both of a pair of variables, whatever stands between', () => {
    const secret = `wJalrXUtnFEMI/K7MDENG+${letters(18)}`;
    const { text } = redactor.text(`ID=AKIA${'Q7RS'.repeat(4)}\nKEY=${secret}`);
    expect(text).not.toContain(secret);
  });

  it('leaves what only names a secret key', () => {
    const said =
      'Set AWS_SECRET_ACCESS_KEY=$SECRET or secret_access_key: "the key", never SecretAccessKey = null';
    expect(redactor.text(said)).toEqual({ text: said, findings: [] });
  });

  it('takes a private key that is cut off, and nothing of what follows', () => {
    const cut = `-----BEGIN PRIVATE KEY-----\\n${letters(64)}\\n${letters(64)}\\n`;
    const { text } = redactor.text(`{"key": "${cut}", "next": "An ordinary sentence."}`);
    expect(text).not.toContain(letters(16));
    expect(text).toContain('", "next": "An ordinary sentence."}');
  });

  it('counts no name beside a value in a body', () => {
    const body = '{"api_key": "plain words", "password": "swordfish", "signature": "abc", "max_tokens": 3}';
    expect(redactor.text(body)).toEqual({ text: body, findings: [] });
  });
});

describe('known values', () => {
  it('are taken in plain text, in JSON and in URLs, short ones never', () => {
    const own = new Redactor('s');
    own.learn('pass"word/+1', 'short', undefined);
    for (const text of [
      'pass"word/+1',
      JSON.stringify('pass"word/+1'),
      encodeURIComponent('pass"word/+1'),
      '{"a":"pass\\"word\\/+1"}',
    ])
      expect(own.text(`x ${text} short`).text).not.toMatch(/pass.*word/);
    expect(own.text('short').text).toBe('short');
    expect(own.known('pass"word/+1 and Bearer abcdefghijklmnop1234')).toContain(
      'Bearer abcdefghijklmnop1234',
    );
  });
});

describe('headers', () => {
  const mark = expect.stringMatching(/^(?:REDACTED[-a-z0-9]*|\*+)$/);

  it('lose what they carry and keep how they authenticate', () => {
    const { headers, findings } = redactor.headers({
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'ab'.repeat(32)}`,
      'proxy-authorization': 'Basic dXNlcjpwYXNz',
      cookie: 'session=abcdef; theme=dark',
      'x-api-key': 'abc',
      'helicone-auth': 'Bearer abc',
      'x-amz-security-token': letters(30),
    });
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=\*+\/20260101\/us-east-1\/bedrock\/aws4_request, SignedHeaders=host;x-amz-date, Signature=REDACTED-signature-[0-9a-f]{8}x+$/,
    );
    expect(headers['proxy-authorization']).toBe('Basic ************');
    expect(headers.cookie).toBe('session=******; theme=****');
    expect(headers['x-api-key']).toBe('***');
    expect(headers['helicone-auth']).toBe('Bearer ***');
    expect(headers['x-amz-security-token']).toEqual(mark);
    expect(findings.map(({ header }) => header)).toContain('proxy-authorization');
  });

  it('keep counts, limits and everyday values', () => {
    const harmless = {
      'x-amzn-bedrock-input-token-count': '12',
      'anthropic-ratelimit-tokens-remaining': '100',
      'x-ratelimit-limit-tokens': '9',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'idempotency-key': 'order-1',
      'content-type': 'application/json',
      'x-author': 'someone',
    };
    expect(redactor.headers(harmless)).toEqual({ headers: harmless, findings: [] });
  });
});

describe('names of secrets that a service refuses', () => {
  it('keep what it says of them, and lose any other value', () => {
    const words = 'Extra inputs are not permitted';
    for (const text of [
      `user_api_key: ${words}`,
      JSON.stringify({ message: `user_api_key: ${words}` }),
      JSON.stringify({ message: `The model returned the following errors: aws_session_token: ${words}.` }),
    ])
      expect(redactor.call(text).text).toBe(text);
    expect(redactor.call(`user_api_key: ${words}-b7c8`).text).not.toContain('b7c8');
    expect(redactor.call('user_api_key: correct horse').text).not.toContain('horse');
  });
});

describe('marks', () => {
  it('tell that the same secret stood twice, and tell nothing to who has not the salt', () => {
    const key = `sk-${letters(40)}`;
    const mark = redactor.text(key).text;
    expect(mark).toMatch(/^REDACTED-api-key-[0-9a-f]{8}x+$/);
    expect(redactor.text(`${key} ${key}`).text).toBe(`${mark} ${mark}`);
    expect(new Redactor('other').text(key).text).not.toBe(mark);
  });

  it('leave JSON what it was', () => {
    const value = { model: 'm', n: 1, key: `sk-${letters(30)}`, deep: [{ text: `Bearer ${letters(20)}` }] };
    const text = redactor.text(JSON.stringify(value)).text;
    expect(JSON.parse(text)).toEqual(redactor.json(value).value);
    expect(redactor.json(value).findings.map(({ pointer }) => pointer)).toEqual(['/key', '/deep/0/text']);
    expect(JSON.parse(redactor.call('{"api_key": 12345}').text)).toEqual({ api_key: 11111 });
  });

  it('stand for values nested too deeply to be walked', () => {
    let deep: readonly unknown[] = [`sk-${letters(30)}`];
    for (let i = 0; i < 2000; i++) deep = [deep];
    expect(JSON.stringify(redactor.json(deep as never).value)).toContain('REDACTED');
  });
});

describe('the report', () => {
  it('says what was taken out, how often and where', () => {
    const text = `{\n  "api_key": "abc",\n  "x": "sk-${letters(30)}"\n}`;
    expect(report(text, redactor.call(text).findings)).toEqual([
      { kind: 'api-key', names: ['api_key'], count: 2, line: 2, column: 15 },
    ]);
  });
});

describe('a stream', () => {
  const inPieces = (text: string, size: number) => {
    const stream = new StreamRedactor(redactor);
    let out = '';
    for (let at = 0; at < text.length; at += size) out += stream.push(text.slice(at, at + size));
    return { out: out + stream.end(), findings: stream.findings };
  };

  it.each([1, 7, 64, 500, 4096])('loses the same secrets in pieces of %i characters as in one', (size) => {
    const filler = 'The quick brown fox jumps over the lazy dog. '.repeat(40);
    const text = TOKENS.map((token) => `${filler}${token}\n`).join('');
    const whole = redactor.text(text);
    const { out, findings } = inPieces(text, size);
    expect(out).toBe(whole.text);
    expect(findings).toEqual(whole.findings);
  });
});

describe('the work', () => {
  const HOSTILE: readonly (readonly [string, (n: number) => string])[] = [
    ['-u and equals signs', (n) => `curl -u ${'='.repeat(n)}`],
    ['options', (n) => `curl ${'-u '.repeat(n / 3)}`],
    ['heads of tokens', (n) => 'sk-'.repeat(n / 3)],
    ['heads of web tokens', (n) => '-eyJ'.repeat(n / 4)],
    ['beginnings of private keys', (n) => '-----BEGIN PRIVATE KEY-----'.repeat(n / 27)],
    ['key ids', (n) => `AKIA${'Q7RS'.repeat(4)} `.repeat(n / 21)],
    ['URLs', (n) => '://'.repeat(n / 3)],
    ['parameters', (n) => `https://h/${'?a=b&'.repeat(n / 5)}`],
    ['quotes', (n) => '"'.repeat(n)],
    ['apostrophes', (n) => " '".repeat(n / 2)],
    ['escaped quotes', (n) => '\\"'.repeat(n / 2)],
    ['backslashes', (n) => '\\'.repeat(n)],
    ['brackets', (n) => '{'.repeat(n)],
    ['brackets that do not match', (n) => `${'('.repeat(n / 2)}${']'.repeat(n / 2)}`],
    ['names', (n) => '"api_key":'.repeat(n / 10)],
    ['names in broken text', (n) => `"${'api_key='.repeat(n / 8)}`],
    ['long names', (n) => `${'a_'.repeat(n / 2)}token: x`],
    ['spaces', (n) => `api_key${' '.repeat(n)}`],
    ['pairs', (n) => '{"name":"x","value":"y"},'.repeat(n / 25)],
    ['strings in strings', (n) => JSON.stringify(JSON.stringify(JSON.stringify({ a: 'x"'.repeat(n / 40) })))],
    ['cookies', (n) => `Cookie: ${'a=b;'.repeat(n / 4)}`],
    ['heads inside of heads', (n) => '\\napi_org_'.repeat(n / 10)],
    ['what comes before a head', (n) => '0a1b2c3d-us'.repeat(n / 11)],
    ['runs that end otherwise than they must', (n) => `esecret_${'a1'.repeat(n / 2)}-`],
    ['elements', (n) => '<apiKey>x'.repeat(n / 9)],
    ['arguments', (n) => `f(${'"x-api-key", '.repeat(n / 13)}`],
    ['calls in calls', (n) => 'api_key=f('.repeat(n / 10)],
    ['lines of a block', (n) => `api_key: |\n${'  a\n'.repeat(n / 4)}`],
    ['commands that set', (n) => 'set -x\n'.repeat(n / 7)],
    ['header lines', (n) => 'Authorization: Bearer\n'.repeat(n / 22)],
  ];

  // The longest takes a second. Work that grew with the square would take minutes for so many characters; the limit lets
  // no more of it through than a minute for a million would.
  it.each(HOSTILE)(
    'grows with the text and no faster: %s',
    (_, make) => {
      const text = make(400_000);
      expect(redactor.call(text).text).toHaveLength(text.length);
      const stream = new StreamRedactor(redactor);
      expect(stream.push(text).length + stream.end().length).toBe(text.length);
    },
    10_000,
  );
});
