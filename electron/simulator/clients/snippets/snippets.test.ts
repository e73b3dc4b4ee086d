import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePython } from '../../../../scripts/python/ensure.mjs';
import { isObject, type Json, type JsonObject } from '../../../../shared/json/json.ts';
import { Redactor } from '../../../../shared/redaction/redactor.ts';
import { NO_CHOICES } from '../../../../shared/share/report/redact.ts';
import { renderWhole, writeReport } from '../../../inspector/report/write.ts';
import { type Simulator, startSimulator } from '../../simulator.ts';
import { FAST } from '../../testing/send-all.ts';
import { SETUP_MS } from '../python.ts';
import { CASES } from './cases.ts';
import { runShell } from './runners.ts';
import { type Sent, sendByPrograms, sendByShell } from './send-all.ts';

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

describe('snippets send the body that is shown', () => {
  test.each(['curl', 'curl-bearer', 'javascript', 'ai-sdk', 'boto3'])('%s', (id) => {
    const own = sent.filter(({ snippet }) => snippet === id);
    expect(own.length).toBeGreaterThanOrEqual(id === 'ai-sdk' ? 3 : CASES.length);
    for (const { case: name, expected, headers, arrived, errors } of own) {
      expect(errors, name).toBe('');
      expect(arrived, name).toHaveLength(1);
      expect(arrived[0]?.headers, name).toMatchObject(headers);
      const body = JSON.parse(arrived[0]?.body ?? '');
      expect(id === 'ai-sdk' ? withoutOwn(body, expected) : body, name).toEqual(expected);
    }
  });
});

test('a report’s command to make it again gets the refusal that the report quotes', async () => {
  const input = { text: JSON.stringify(CASES[0]?.request), profile: 'litellm-1.87', route: 'auto' } as const;
  const subject = {
    input,
    besides: null,
    answer: null,
    stream: null,
    cells: [],
    calls: [],
    region: 'us-east-1',
  };
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
