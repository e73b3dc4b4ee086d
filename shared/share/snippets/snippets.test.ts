import { describe, expect, it } from 'vitest';
import type { OutgoingView } from '../../contract/inspection.ts';
import type { ModelOperation } from '../../validation/problem.ts';
import { SNIPPETS } from './index.ts';
import { python } from './python.ts';
import type { SnippetInput } from './snippet.ts';

const outgoing = (operation: ModelOperation, body: unknown): OutgoingView => ({
  operation,
  method: 'POST',
  path: '/model/m%3A0/invoke',
  headers: { 'x-amzn-bedrock-trace': 'ENABLED', authorization: 'AWS4-HMAC-SHA256 secret' },
  bodyText: JSON.stringify(body, null, 2),
  requests: 1,
  bodyBytes: 1,
});

const write = (id: string, operation: ModelOperation, body: unknown): string =>
  SNIPPETS.find((form) => form.id === id)?.write({
    outgoing: outgoing(operation, body),
    modelId: 'm:0',
    region: 'eu-west-1',
    call: null,
  }) ?? '';

describe('copying the outgoing request', () => {
  it('quotes single quotes for the shell', () => {
    expect(write('curl', 'InvokeModel', { text: "it's" })).toContain(`--data-binary '{"text": "it'\\''s"}'`);
  });

  it('keeps the headers the transform set and no credential', () => {
    for (const form of SNIPPETS) {
      expect(write(form.id, 'InvokeModel', { a: 1 })).not.toContain('secret');
    }
    expect(write('curl', 'InvokeModel', {})).toContain("-H 'x-amzn-bedrock-trace: ENABLED'");
  });

  it('names the headers that carry credentials by variables', () => {
    const headers = {
      'x-api-key': 'hunter2',
      'api-key': 'hunter2',
      cookie: 'session=hunter2',
      'proxy-authorization': 'Basic hunter2',
      'helicone-auth': 'Bearer hunter2',
    };
    const input: SnippetInput = {
      outgoing: { ...outgoing('InvokeModel', {}), headers },
      modelId: 'm:0',
      region: 'eu-west-1',
      call: null,
    };
    for (const form of SNIPPETS) expect(form.write(input)).not.toContain('hunter2');
    const curl = SNIPPETS.find(({ id }) => id === 'curl')?.write(input);
    expect(curl).toContain('-H "proxy-authorization: $PROXY_AUTHORIZATION"');
    expect(curl).toContain('-H "x-api-key: $X_API_KEY"');
  });

  it('gives converse its members and invoke one body in Python', () => {
    expect(write('boto3', 'ConverseStream', { messages: [] })).toContain(
      'client.converse_stream(modelId="m:0", **request)',
    );
    expect(write('boto3', 'InvokeModelWithResponseStream', {})).toContain('body=json.dumps(request)');
  });

  it('writes Python literals', () => {
    expect(python({ a: [true, null, 'x'], b: {} })).toBe(
      '{\n    "a": [\n        True,\n        None,\n        "x",\n    ],\n    "b": {},\n}',
    );
  });

  it('names the command in JavaScript', () => {
    expect(write('javascript', 'ConverseStream', {})).toContain(
      'new ConverseStreamCommand({ modelId: "m:0", ...request })',
    );
  });
});
