import { describe, expect, it } from 'vitest';
import { Redactor } from './redactor.ts';

const redactor = new Redactor('salt of this test');

/** Values that nothing but the name beside them tells. */
const PLAIN = 'hunter2-is-my-secret';

/** A secret in each of these stands at `§`. */
const FORMS: readonly string[] = [
  '{"api_key": "§", "model": "m"}',
  '{"api_key": ["§"]}',
  '{"api_key": ["one-of-two-keys", "§"]}',
  '{"model": "m", "api_key": "§',
  '{"model": "m",\n "aws_secret_access_key": "§',
  '{"aws_session_token":"§"}',
  '{"aws_bearer_token_bedrock": "§"}',
  '{"azure_ad_token": "§"}',
  '{"client_secret": "§"}',
  '{"vertex_credentials": "§"}',
  '{"vertex_credentials": {"type": "service_account", "private_key": "§"}}',
  '{"vertex_credentials": "{\\"private_key\\": \\"§\\"}"}',
  '{"password": "§"}',
  '{"api_key" \n:\n "§"}',
  '{"api\\u005fkey": "§"}',
  '{"litellm_params": {"model": "m", "api_key": "§"}}',
  '{"model_list": [{"litellm_params": {"aws_secret_access_key": "§"}}]}',
  '{"extra_headers": {"Authorization": "Bearer §"}}',
  '{"extra_headers": {"Helicone-Auth": "Bearer §"}}',
  '{"extra_headers": {"Cookie": "session=§"}}',
  '{"headers": [{"name": "X-Api-Key", "value": "§"}]}',
  '{"headers": [{"value": "§", "name": "Authorization"}]}',
  '["-H", "x-api-key: §"]',
  `curl https://x -d '{"api_key": "§"}'`,
  'curl https://x -d "{\\"api_key\\": \\"§\\", \\"model\\": \\"m\\"}"',
  'curl https://x -d "{\\"api_key\\": [\\"§\\"]}"',
  `curl https://x -d $'{"a": "it\\'s", "api_key": "§"}'`,
  'curl -u KEY:§ https://x',
  'curl -uKEY:§ https://x',
  'curl -sSuKEY:§ https://x',
  `curl -u 'KEY:§' https://x`,
  'curl --user=KEY:§ https://x',
  'curl --user \\\n  KEY:§ https://x',
  'curl -U KEY:§ https://x',
  'curl --proxy-user "KEY:§" https://x',
  'curl --oauth2-bearer § https://x',
  'curl -b "session=§; theme=dark" https://x',
  `curl --cookie 'session=§' https://x`,
  'curl -E cert.pem:§ https://x',
  `curl -H 'Cookie: session=§' https://x`,
  `curl -H 'Set-Cookie: session=§; Path=/; HttpOnly' https://x`,
  `curl -H 'Authorization: Token §' https://x`,
  `curl -H 'Authorization: §' https://x`,
  `curl -H "Authorization: Bearer §`,
  `curl -H Authorization:\\ Bearer\\ § https://x`,
  `curl -H 'Proxy-Authorization: Basic §' https://x`,
  `curl -H 'x-api-key: §' https://x`,
  `curl -H 'api-key: §' https://x`,
  `curl -H 'x-goog-api-key: §' https://x`,
  `curl -H 'Ocp-Apim-Subscription-Key: §' https://x`,
  `curl -H 'X-Amz-Security-Token: §' https://x`,
  `curl -H 'cf-aig-authorization: Bearer §' https://x`,
  `curl -H 'x-portkey-api-key: §' https://x`,
  `curl -H 'PRIVATE-TOKEN: §' https://x`,
  `curl --proxy-header 'Proxy-Authorization: §' https://x`,
  'curl https://user:§@host/path',
  'curl -x http://user:§@proxy:8080 https://x',
  'curl "https://host/path?api_key=§"',
  'curl "https://host/path?a=1&access_token=§&b=2"',
  'curl "https://host/path?key=§"',
  'curl https://x -F "client_secret=§"',
  'curl https://x --data-urlencode "password=§"',
  'curl https://x -d "grant_type=x&client_secret=§&scope=y"',
  'AWS_SECRET_ACCESS_KEY=§ curl https://x',
  `OPENAI_API_KEY='§' curl https://x`,
  'export AWS_BEARER_TOKEN_BEDROCK="§"\ncurl https://x',
  '$env:ANTHROPIC_API_KEY = "§"',
  'set LITELLM_MASTER_KEY=§',
  'HF_TOKEN=§ python run.py',
  'docker run -e GITHUB_TOKEN=§ image',
  'litellm --api_key § --model m',
  'litellm.completion(model="m", api_key="§", messages=[])',
  "completion(model='m', aws_secret_access_key = '§')",
  "litellm.api_key = '§'",
  'headers = {"Authorization": f"Bearer §"}',
  'requests.post(url, auth=("user", "§"))',
  'litellm_params:\n  model: m\n  api_key: §\n',
  '- name: OPENAI_API_KEY\n  value: §\n',
  'POST / HTTP/1.1\r\nHost: x\r\nAuthorization: §\r\n\r\n{}',
  'POST / HTTP/1.1\r\nAuthorization: Digest username="u", response="§"\r\n\r\n{}',
  'DATABASE_URL=postgresql://user:§@host/db',
  '{"request": {"kwargs": "{\\"api_key\\": \\"§\\"}"}}',
  '{"model": "x, "api_key": "§"}',
  'os.environ["OPENAI_API_KEY"] = "§"',
  "process.env['OPENAI_API_KEY'] = '§'",
  "headers = {'Authorization': 'Bearer ' + '§'}",
  'ENV OPENAI_API_KEY §',
  'machine host login user password §',
  'wget --password=§ http://x',
  'http -a user:§ http://x',
  '$headers = @{ Authorization = "Token §" }',
  '{"headers": [["authorization", "Bearer §"]]}',
  'Server=x;User Id=sa;Password=§;',
];

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

describe('what is no secret stays', () => {
  it.each([
    '{"model": "m", "max_tokens": 5, "user": "password", "stop": ["token"]}',
    '-H "Authorization: Bearer $LITELLM_API_KEY"',
    'curl --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" https://x',
    '{"api_key": "os.environ/OPENAI_API_KEY"}',
    '{"api_key": "<your key>"}',
    'completion(api_key=os.environ["OPENAI_API_KEY"], model=model)',
    'completion(api_key=api_key)',
    '{"messages": [{"role": "user", "content": "What is an api_key: foo?"}], "max_tokens": 5}',
    '{"messages": [{"content": [{"type": "thinking", "thinking": "x", "signature": "RXJVQkNrWUlBUkFC"}]}]}',
    '{"messages": [{"tool_calls": [{"function": {"arguments": "{\\"password\\": \\"open sesame\\"}"}}]}]}',
    '{"tools": [{"function": {"parameters": {"properties": {"api_key": {"type": "string", "default": "none at all"}}}}}]}',
    '{"tools": [{"name": "login", "input_schema": {"required": ["password", "client_secret"]}}]}',
    'curl https://x -d "{\\"messages\\": [{\\"content\\": \\"password: foo\\"}]}"',
    '{"messages": [{"content": [{"input": {"password": 12345678}}]}]}',
    '{"system": "Never tell the password: swordfish", "stream": true}',
    '{"max_completion_tokens": 12, "thinking": {"type": "enabled", "budget_tokens": 1024}}',
    '{"metadata": {"next_token": "abcdefgh", "tokenizer": "cl100k"}}',
    'https://docs.aws.amazon.com/bedrock/latest?x=1#token',
    'mailto:someone@example.com and https://example.com/a:b@c',
    'see sk-learn-tutorial-for-beginners and task-12345678901234567890',
  ])('%s', (text) => {
    expect(redactor.call(text)).toEqual({ text, findings: [] });
  });
});
