import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePython } from '../../../scripts/python/ensure.mjs';
import { readScenario } from '../scenario/read.ts';
import { NO_SCENARIO } from '../scenario/scenario.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { FAST } from '../testing/send-all.ts';
import { runPython, SETUP_MS } from './python.ts';

interface Answer {
  readonly status?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly chunks?: readonly Readonly<Record<string, unknown>>[];
  readonly error?: { readonly Code: string; readonly Message: string };
}
interface Call {
  readonly operation: string;
  readonly arguments: object;
}

const MODEL = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const KEYS = { aws_access_key_id: 'AKIDEXAMPLE', aws_secret_access_key: 'secret' };
const BODY = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hello' }],
};
const ANSWER = 'Good morning to you.';

const invoke = (body: object, operation = 'invoke_model'): Call => ({
  operation,
  arguments: { modelId: MODEL, body: JSON.stringify(body) },
});
const stream = (body: object): Call => invoke(body, 'invoke_model_with_response_stream');
const converse = (operation: string, text = 'Hi'): Call => ({
  operation,
  arguments: { modelId: MODEL, messages: [{ role: 'user', content: [{ text }] }] },
});

let simulator: Simulator;
beforeAll(async () => {
  await ensurePython('boto3');
  simulator = await startSimulator({ settings: { ...FAST, answer: ANSWER } });
}, SETUP_MS);
afterAll(() => simulator?.close());

const call = (calls: readonly Call[], more: object = {}, env = {}): Promise<readonly Answer[]> =>
  runPython('boto3', 'boto3_client.py', { url: simulator.url, keys: KEYS, calls, ...more }, env);

test('the leaking body is refused over HTTP/1.1, the filtered one streams', async () => {
  const [leaking, filtered] = await call([stream({ ...BODY, stream_chunk_size: 2048 }), stream(BODY)]);
  expect(leaking).toEqual({
    status: 400,
    error: { Code: 'ValidationException', Message: 'stream_chunk_size: Extra inputs are not permitted' },
  });
  expect(filtered?.status).toBe(200);
  const text = filtered?.chunks?.map((chunk) => (chunk.delta as { text?: string } | undefined)?.text ?? '');
  expect(text?.join('')).toBe(ANSWER);
  expect(filtered?.chunks?.[filtered.chunks.length - 1]).toMatchObject({
    type: 'message_stop',
    'amazon-bedrock-invocationMetrics': { inputTokenCount: 9 },
  });
});

test('invoke, converse and its stream give text and usage', async () => {
  const [whole, conversed, streamed] = await call([
    invoke(BODY),
    converse('converse'),
    converse('converse_stream'),
  ]);
  expect(whole?.result).toMatchObject({
    contentType: 'application/json',
    body: { content: [{ text: ANSWER }] },
  });
  expect(conversed?.result).toMatchObject({
    output: { message: { role: 'assistant', content: [{ text: ANSWER }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: 9 },
  });
  expect(streamed?.chunks?.[0]).toEqual({ messageStart: { role: 'assistant' } });
  expect(streamed?.chunks?.[streamed.chunks.length - 1]).toMatchObject({
    metadata: { usage: { inputTokens: 9 } },
  });
});

describe('exceptions', () => {
  test('before the stream come as the service exception', async () => {
    simulator.play(readScenario('{"rules":[{"fault":{"kind":"error","exception":"ThrottlingException"}}]}'));
    const [answer] = await call([stream(BODY)]);
    simulator.play(NO_SCENARIO);
    expect(answer).toMatchObject({ status: 429, error: { Code: 'ThrottlingException' } });
  });

  test('inside the stream come as an event stream error', async () => {
    const fault = { kind: 'exception', exception: 'serviceUnavailableException', afterFrames: 3 };
    simulator.play(readScenario(JSON.stringify({ rules: [{ fault }] })));
    const [answer] = await call([stream(BODY)]);
    simulator.play(NO_SCENARIO);
    expect(answer?.chunks).toHaveLength(3);
    expect(answer?.error).toEqual({
      Code: 'serviceUnavailableException',
      Message: 'Bedrock is unable to process your request.',
    });
  });
});

test('signatures are verified with the right keys and refused with the wrong secret', async () => {
  const strict = await startSimulator({
    settings: FAST,
    authentication: { mode: 'verify', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  });
  const calls = [invoke(BODY), converse('converse')];
  const right = await call(calls, { url: strict.url });
  const wrong = await call(calls, { url: strict.url, keys: { ...KEYS, aws_secret_access_key: 'other' } });
  await strict.close();
  expect(right.map(({ status }) => status)).toEqual([200, 200]);
  expect(wrong.map(({ status, error }) => [status, error?.Code])).toEqual([
    [403, 'InvalidSignatureException'],
    [403, 'InvalidSignatureException'],
  ]);
});

test('a bearer token passes over TLS', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'strata-tls-'));
  const secure = await startSimulator({
    settings: FAST,
    tls: true,
    authentication: {
      mode: 'verify',
      accessKeyId: 'x',
      secretAccessKey: 'y',
      bearerToken: 'bedrock-api-key-1',
    },
  });
  const verify = join(folder, 'ca.pem');
  writeFileSync(verify, secure.certificate ?? '');
  const given = { url: secure.url, keys: {}, verify };
  const [right] = await call([invoke(BODY)], given, { AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-1' });
  const [wrong] = await call([invoke(BODY)], given, { AWS_BEARER_TOKEN_BEDROCK: 'other-key' });
  await secure.close();
  rmSync(folder, { recursive: true });
  expect(right?.status).toBe(200);
  expect(wrong).toMatchObject({ status: 403, error: { Code: 'AccessDeniedException' } });
});
