import { describe, expect, it } from 'vitest';
import { withoutSecrets } from './secrets.ts';

describe('request texts without credentials', () => {
  it.each([
    ['{"api_key": "sk-1234", "model": "m"}', '{"api_key": "***", "model": "m"}'],
    ['{"aws_secret_access_key":"a\\"b"}', '{"aws_secret_access_key":"***"}'],
    ["-H 'Authorization: Bearer sk-secret'", "-H 'Authorization: Bearer ***'"],
    ['-H "x-api-key: abc"', '-H "x-api-key: ***"'],
    ['{"extra_headers": {"Authorization": "Bearer abc"}}', '{"extra_headers": {"Authorization": "***"}}'],
    ['curl -u AKIA123:secret https://x', 'curl -u AKIA123:*** https://x'],
  ])('masks %s', (text, masked) => {
    expect(withoutSecrets(text)).toBe(masked);
  });

  it.each([
    '-H "Authorization: Bearer $LITELLM_API_KEY"',
    '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
    '{"messages": [{"role": "user", "content": "What is an api_key?"}], "max_tokens": 5}',
  ])('leaves %s alone', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});
