import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redactor } from './redactor.ts';
import { FORMS } from './testing.ts';

const redactor = new Redactor('salt of this test');

/** Values that nothing but the name beside them tells. */
const PLAIN = 'hunter2-is-my-secret';

describe('secrets that the name beside them tells', () => {
  it.each(FORMS)('%s', (form) => {
    const text = form.replaceAll('§', PLAIN);
    const { text: redacted, findings } = redactor.call(text);
    expect(redacted).not.toContain(PLAIN);
    expect(redacted).toHaveLength(text.length);
    expect(findings.length).toBeGreaterThan(0);
    expect(redactor.call(redacted).text).toBe(redacted);
  });
});

/** What a string in JSON does to them is not read back: a line break before a colon, a name with an escape, quotes in quotes. */
const NOT_IN_JSON: readonly RegExp[] = [/"api_key" \n/, /u005f/, /^curl https:\/\/x -d \$'/, /"x, /, />-/];

describe('secrets in a text that JSON holds', () => {
  const forms = FORMS.filter((form) => !NOT_IN_JSON.some((other) => other.test(form)));

  it.each(forms)('%s', (form) => {
    const text = JSON.stringify({ request: form.replaceAll('§', PLAIN) });
    const redacted = redactor.call(text).text;
    expect(redacted).not.toContain(PLAIN);
    expect(redacted).toHaveLength(text.length);
    expect(() => JSON.parse(redacted)).not.toThrow();
  });

  it('leaves JSON what it is, whatever stands side by side in its texts', () => {
    const bits = [
      ...FORMS,
      '"',
      "'",
      '\\',
      '\\"',
      '(',
      ')',
      '{',
      ']',
      '<a>',
      '</a>',
      '\n',
      ', ',
      '=',
      ': ',
      '`',
      'or "x"',
    ];
    const drawn = fc.array(fc.constantFrom(...bits), { minLength: 1, maxLength: 5 });
    const names = fc.constantFrom('text', 'request', 'headers', 'api_key', 'notes', 'password');
    fc.assert(
      fc.property(drawn, names, (parts, name) => {
        const said = parts.join('').replaceAll('§', PLAIN);
        const text = JSON.stringify({ [name]: [said, { name: said, value: said }], n: 12345 });
        expect(() => JSON.parse(redactor.call(text).text)).not.toThrow();
      }),
      { numRuns: 2000, seed: 10 },
    );
  });
});

describe('what is no secret stays', () => {
  it.each([
    '{"model": "m", "max_tokens": 5, "user": "password", "stop": ["token"]}',
    '-H "Authorization: Bearer $LITELLM_API_KEY"',
    `-H "x-amz-security-token: \${AWS_SESSION_TOKEN:-}"`,
    `API_KEY="\${OPENAI_API_KEY:?}" curl https://x`,
    'curl --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" https://x',
    '{"api_key": "os.environ/OPENAI_API_KEY"}',
    '{"api_key": "<your key>"}',
    'completion(api_key=os.environ["OPENAI_API_KEY"], model=model)',
    'completion(api_key=api_key)',
    '{"messages": [{"role": "user", "content": "What is an api_key: foo?"}], "max_tokens": 5}',
    '{"messages": [{"content": [{"type": "thinking", "thinking": "x", "signature": "RXJVQkNrWUlBUkFC"}]}]}',
    '{"messages": [{"tool_calls": [{"function": {"arguments": "{\\"password\\": \\"open sesame\\"}"}}]}]}',
    '{"tools": [{"function": {"parameters": {"properties": {"api_key": {"type": "string", "default": "none at all"}}}}}]}',
    '{"tools": [{"function": {"name": "f", "parameters": {"properties": {"authorization": "The header to send"}}}}]}',
    '{"tools": [{"name": "f", "input_schema": {"properties": {"headers": {"Authorization": "any text here"}}}}]}',
    '{"messages": [{"content": {"tools": [{"authorization": "told in the course of a talk"}]}}]}',
    '{"tools": [{"name": "login", "input_schema": {"required": ["password", "client_secret"]}}]}',
    'curl https://x -d "{\\"messages\\": [{\\"content\\": \\"password: foo\\"}]}"',
    '{"messages": [{"content": [{"input": {"password": 12345678}}]}]}',
    '{"system": "Never tell the password: swordfish", "stream": true}',
    '{"max_completion_tokens": 12, "thinking": {"type": "enabled", "budget_tokens": 1024}}',
    '{"metadata": {"next_token": "abcdefgh", "tokenizer": "cl100k"}}',
    'https://docs.aws.amazon.com/bedrock/latest?x=1#token',
    'mailto:someone@example.com and https://example.com/a:b@c',
    'see sk-learn-tutorial-for-beginners and task-12345678901234567890',
    '{"messages": [{"content": "<password>open sesame</password>"}]}',
    '{"messages": [{"content": "os.setenv(\\"API_KEY\\", \\"open sesame\\")"}]}',
    'completion(api_key=get_secret("OPENAI_API_KEY"), model="m")',
    'completion(api_key=get_key(), model="m", messages=[])',
    'headers.get("Authorization", "")',
    'def complete(password: str, token: str = None): pass',
    'client.messages.count_tokens("how many are these")',
    '{"allowed_openai_params": ["api_key", "user"]}',
    'please set api_key first, then set password to something',
    'PUBLIC_KEY=abcdef CACHE_KEY=abcdef run',
    'https://host/callback?code=404&compass=north',
    '<key>model</key><string>m</string>',
    // Of a shell, whose way to write an apostrophe leaves quotes that do not match.
    `curl -H "x-amz-security-token: \${AWS_SESSION_TOKEN:-}" -d '{"text": "it'\\''s"}'`,
  ])('%s', (text) => {
    expect(redactor.call(text)).toEqual({ text, findings: [] });
  });
});
