import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePython } from '../../../../scripts/python/ensure.mjs';
import { isObject, type Json, type JsonObject, jsonEqual } from '../../../../shared/json/json.ts';
import { Redactor } from '../../../../shared/redaction/redactor.ts';
import { NO_CHOICES } from '../../../../shared/share/report/redact.ts';
import { blobsOf } from '../../../../shared/share/snippets/blobs.ts';
import { renderWhole, writeReport } from '../../../inspector/report/write.ts';
import { type Simulator, startSimulator } from '../../simulator.ts';
import { FAST } from '../../testing/send-all.ts';
import { SETUP_MS } from '../python.ts';
import { CASES, inputOf, verdictOf } from './cases.ts';
import { runShell } from './runners.ts';
import { type Sent, sendByPrograms, sendByShell } from './send-all.ts';
import { askStrata, sendByClients } from './send-by-clients.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

let simulator: Simulator;
let sent: readonly Sent[];

beforeAll(async () => {
  simulator = await startSimulator({ settings: { ...FAST, answer: 'Good morning.' } });
  const python = await ensurePython('boto3');
  sent = [
    ...(await sendByShell(['curl', 'curl-bearer'], simulator.url, ROOT, {
      AWS_BEARER_TOKEN_BEDROCK: 'a-key',
    })),
    ...(await sendByPrograms(
      { program: process.execPath, ending: 'mjs', ids: ['javascript', 'ai-sdk'] },
      simulator.url,
      ROOT,
    )),
    ...(await sendByPrograms({ program: python, ending: 'py', ids: ['boto3'] }, simulator.url, ROOT)),
  ];
}, SETUP_MS);
afterAll(() => simulator?.close());

/** The body without what the AI SDK adds to every call: a path that it reads, and the choice of tools that holds anyway. */
function withoutOwn(body: Record<string, Json>, expected: Json): Json {
  const { additionalModelResponseFieldPaths: _, ...rest } = body;
  if (isObject(expected) && !('system' in expected)) {
    expect(rest.system ?? []).toEqual([]);
    delete rest.system;
  }
  const { toolConfig } = rest;
  const chosen = isObject(expected) && isObject(expected.toolConfig) && 'toolChoice' in expected.toolConfig;
  if (chosen || !isObject(toolConfig ?? null)) return rest;
  const { toolChoice, ...tools } = toolConfig as JsonObject;
  expect(toolChoice).toEqual({ auto: {} });
  return { ...rest, toolConfig: tools };
}

/** Of pictures the AWS CLI of PyPI, version 1, makes other bytes; the snippet says that it is for version 2. */
const isForInstalled = ({ snippet, expected }: Sent): boolean =>
  snippet !== 'cli' || blobsOf(expected).size === 0;

const ids = (process.env.STRATA_SNIPPETS ?? '').split(',').filter((id) => id !== '');

/** `npm run clients -- snippets` runs what needs more than boto3: LiteLLM, its proxy, its clients, the AWS CLI. */
describe.runIf(ids.length > 0)('with their clients installed, so do', () => {
  test(
    'LiteLLM, its proxy as configured, OpenAI’s and Anthropic’s SDK through it, and the AWS CLI',
    async () => {
      const all = (await sendByClients(ids, simulator.url, ROOT)).filter(isForInstalled);
      for (const id of ids) expect(all.filter(({ snippet }) => snippet === id).length, id).toBeGreaterThan(0);
      const failed = all.flatMap(({ case: name, snippet, expected, arrived, errors }) => {
        const [body] = arrived;
        const same = body !== undefined && jsonEqual(JSON.parse(body.body), expected);
        return same && arrived.length === 1 ? [] : [{ snippet, name, expected, arrived, errors }];
      });
      expect(failed).toEqual([]);
      console.log(ids.map((id) => `${id}: ${all.filter(({ snippet }) => snippet === id).length}`).join(', '));
    },
    SETUP_MS,
  );

  test(
    'strata check says what the window says, and strata transform sends what LiteLLM sends',
    async () => {
      for (const one of CASES) {
        const [made, checked] = await askStrata(inputOf(one), ROOT);
        expect(made, one.name).toMatchObject({ body: JSON.parse(inputOf(one).outgoing.bodyText) });
        const { kind, message } = verdictOf(one) ?? {};
        expect(checked, one.name).toMatchObject(kind === 'refused' ? { kind, message } : { kind });
      }
    },
    SETUP_MS,
  );
});

describe('snippets send the body that is shown', () => {
  test.each(['curl', 'curl-bearer', 'javascript', 'ai-sdk', 'boto3'])('%s', (id) => {
    const own = sent.filter(({ snippet }) => snippet === id);
    expect(own.length).toBeGreaterThanOrEqual(id === 'ai-sdk' ? 3 : CASES.length);
    for (const { case: name, expected, arrived, errors } of own) {
      expect(errors, name).toBe('');
      expect(arrived, name).toHaveLength(1);
      const body = JSON.parse(arrived[0]?.body ?? '');
      expect(id === 'ai-sdk' ? withoutOwn(body, expected) : body, name).toEqual(expected);
    }
  });
});

test('a report’s command to make it again gets the refusal that the report quotes', async () => {
  const input = { text: JSON.stringify(CASES[0]?.request), profile: 'litellm-1.87', route: 'auto' } as const;
  const subject = { input, besides: null, answer: null, stream: null, cells: [], region: 'us-east-1' };
  const limits = { forMs: 20_000, tries: 60 };
  const wrote = await writeReport(subject, null, new AbortController().signal, limits);
  if (!wrote.ok) throw new Error('cannot be read');
  const form = { form: 'markdown', parts: ['problems', 'request'], choices: NO_CHOICES } as const;
  const { text } = renderWhole(wrote.whole, form, new Redactor('salt'), '');
  const refusal = 'stream_chunk_size: Extra inputs are not permitted';
  expect(text).toContain(refusal);
  const command = /```sh\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const { output } = await runShell(command, { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: simulator.url }, ROOT);
  expect(JSON.parse(output)).toEqual({ message: refusal });
});
