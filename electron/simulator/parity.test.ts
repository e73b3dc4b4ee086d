import { readFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FrameDecoder } from '../../shared/eventstream/decoder.ts';
import type { Json } from '../../shared/json/json.ts';
import type { ModelOperation, Operation } from '../../shared/validation/problem.ts';
import { validate } from '../../shared/validation/validate.ts';
import { readPath } from './http/path.ts';
import { type Simulator, startSimulator } from './simulator.ts';
import { FAST } from './testing/send-all.ts';

/** Bodies as LiteLLM releases put them on the wire, on the paths they used. */
interface Recorded {
  readonly path: string;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly errorType: string;
  readonly body: Buffer;
}

const linesOf = (text: string): readonly Json[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

function recorded(release: string): readonly Recorded[] {
  const url = new URL(`../../shared/pipeline/testdata/litellm-${release}.jsonl.gz`, import.meta.url);
  const seen = new Map<string, Recorded>();
  for (const line of linesOf(gunzipSync(readFileSync(url)).toString())) {
    const { path, body } = line as { path?: string; body?: Json };
    if (path === undefined || body === undefined) continue;
    const text = JSON.stringify(body);
    seen.set(`${path} ${text}`, { path, body: text });
  }
  return [...seen.values()];
}

let simulator: Simulator;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
beforeAll(async () => {
  simulator = await startSimulator({ settings: FAST });
});
afterAll(async () => {
  agent.destroy();
  await simulator.close();
});

const post = (path: string, body: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sending = httpRequest(
      { host: '127.0.0.1', port: simulator.port, path, method: 'POST', agent },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            errorType: String(response.headers['x-amzn-errortype'] ?? '').split(':')[0] ?? '',
            body: Buffer.concat(pieces),
          }),
        );
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });

/** What differs between the prediction and the answer, or null. */
async function differs({ path, body }: Recorded): Promise<string | null> {
  const route = readPath(path);
  if (!route) return `${path}: no operation`;
  const verdict = validate({ ...route, body });
  const answer = await post(path, body);
  const told = `${path} ${body.slice(0, 200)}`;
  if (answer.status !== verdict.status) return `${told}: ${answer.status}, predicted ${verdict.status}`;
  if (verdict.status !== 200) {
    const expected = JSON.stringify({ message: verdict.message });
    const same = answer.errorType === verdict.errorType && answer.body.toString() === expected;
    return same ? null : `${told}: ${answer.body}, predicted ${verdict.errorType} ${expected}`;
  }
  return unreadable(route.operation, answer.body, told);
}

function unreadable(operation: Operation, body: Buffer, told: string): string | null {
  if (!operation.endsWith('Stream')) return JSON.parse(body.toString()) ? null : told;
  const decoder = new FrameDecoder();
  const frames = decoder.push(body);
  const whole = decoder.end().kind === 'complete' && frames.every(({ check }) => check === 'ok');
  return whole && frames.length > 0 ? null : `${told}: the stream cannot be read`;
}

async function differences(cases: readonly Recorded[]): Promise<readonly string[]> {
  const found: string[] = [];
  const queue = [...cases];
  const work = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const difference = await differs(next);
      if (difference) found.push(difference);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return found;
}

test.each(['1.87.0', '1.90.0', '1.109.1'])(
  'what is predicted is what is answered, for every body that LiteLLM %s sent',
  async (release) => {
    const cases = recorded(release);
    expect(cases.length).toBeGreaterThan(1000);
    expect(await differences(cases)).toEqual([]);
  },
  120_000,
);

test('what is predicted is what is answered, for bodies with an answer on record', async () => {
  const url = new URL('../../shared/validation/testdata/reported.jsonl', import.meta.url);
  const suffix: Readonly<Record<ModelOperation, string>> = {
    InvokeModel: 'invoke',
    InvokeModelWithResponseStream: 'invoke-with-response-stream',
    Converse: 'converse',
    ConverseStream: 'converse-stream',
    CountTokens: 'count-tokens',
  };
  const cases = linesOf(readFileSync(url, 'utf8')).map((line) => {
    const { operation, modelId, body } = line as { operation: ModelOperation; modelId: string; body: Json };
    return {
      path: `/model/${encodeURIComponent(modelId)}/${suffix[operation]}`,
      body: JSON.stringify(body),
    };
  });
  expect(cases.length).toBeGreaterThan(10);
  expect(await differences(cases)).toEqual([]);
});

test('what is predicted is what is answered, for bodies that are hardly any', async () => {
  const claude = 'anthropic.claude-3-haiku-20240307-v1:0';
  const valid =
    '{"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}';
  const bom = '\uFEFF';
  const bodies = [
    ...['', ' ', bom, 'null', '1', '"text"', '[]', '{}', '[{}]', 'nul', '{"a":}'],
    ...[valid, bom + valid, bom + bom + valid, ` ${valid}`, `${valid}${bom}`, `${valid}x`],
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
    `{"messages":${'[{"content":'.repeat(3000)}1${'}]'.repeat(3000)}}`,
  ];
  const counted = bodies.map((body) =>
    JSON.stringify({ input: { invokeModel: { body: Buffer.from(body).toString('base64') } } }),
  );
  const odd = [
    '[]',
    '"x"',
    '{}',
    '{"converse":[]}',
    '{"invokeModel":{"body":"*"}}',
    '{"invokeModel":{"body":[]}}',
    '{"converse":null}',
  ];
  const cases = [
    ...[claude, 'amazon.titan-embed-text-v2:0', 'no.such-model', 'qwen.qwen3-32b-v1:0'].flatMap((model) =>
      ['invoke', 'converse', 'invoke-with-response-stream'].flatMap((action) =>
        bodies.map((body) => ({ path: `/model/${model}/${action}`, body })),
      ),
    ),
    ...[...counted, ...counted.map((body) => bom + body), ...odd.map((input) => `{"input":${input}}`)].map(
      (body) => ({
        path: `/model/${claude}/count-tokens`,
        body,
      }),
    ),
  ];
  expect(await differences(cases)).toEqual([]);
});
