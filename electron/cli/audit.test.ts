import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { AuditSummary } from '../../shared/share/audit/summary.ts';
import { type Ran, runStrata } from './testing.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'strata-audit-'));
let files = 0;

function file(content: string | Buffer, ending = 'json'): string {
  const name = path.join(dir, `log-${files++}.${ending}`);
  writeFileSync(name, content);
  return name;
}

const strata = (...args: readonly string[]): Promise<Ran> => runStrata(['audit', ...args]);

const summaryOf = async (...args: readonly string[]): Promise<AuditSummary> =>
  JSON.parse((await strata('--format', 'json', ...args)).out);

const SONNET = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const KEY = 'sk-abcdefghijklmnop0123456789';

/** A record of Bedrock's model invocation log as it is delivered to S3. */
const invocation = (extra: object = {}, top: object = {}): object => ({
  timestamp: '2026-11-20T10:00:00Z',
  accountId: '123456789012',
  identity: { arn: 'arn:aws:sts::123456789012:assumed-role/support-bot/i-0abc' },
  region: 'us-east-1',
  requestId: 'r',
  operation: 'InvokeModel',
  modelId: SONNET,
  input: {
    inputContentType: 'application/json',
    inputBodyJson: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 10,
      messages: [{ role: 'user', content: 'hi' }],
      ...extra,
    },
  },
  schemaType: 'ModelInvocationLog',
  schemaVersion: '1.0',
  ...top,
});

/** A row of a LiteLLM proxy's spend log. */
const spend = (body: object): object => ({
  request_id: 'x',
  call_type: 'acompletion',
  metadata: { user_api_key_alias: 'team-a' },
  proxy_server_request: {
    url: 'http://proxy/v1/chat/completions',
    body: {
      model: `bedrock/invoke/${SONNET}`,
      messages: [{ role: 'user', content: 'hi' }],
      api_key: KEY,
      ...body,
    },
  },
});

const har = (body: object): object => ({
  startedDateTime: '2026-11-20T10:00:00.000Z',
  request: {
    method: 'POST',
    url: `https://bedrock-runtime.us-east-1.amazonaws.com/model/${encodeURIComponent(SONNET)}/converse`,
    headers: [{ name: 'User-Agent', value: 'boto3/1.44' }],
    postData: { mimeType: 'application/json', text: JSON.stringify(body) },
  },
  response: { status: 400, content: { text: '{}' } },
});

const lines = (...values: readonly object[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('strata audit', () => {
  it('takes a body beside its operation, and a proxy’s own name for what the log says that it stands for', async () => {
    const messages = [{ role: 'user', content: 'hi' }];
    const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages, leak: 1 };
    const alias = { model: 'support-bot', messages, stream_chunk_size: 1, stream: true };
    const known = { ...spend(alias), model: `invoke/${SONNET}`, custom_llm_provider: 'bedrock' };
    const nobody = {
      request: {
        method: 'POST',
        url: 'http://proxy:4000/v1/chat/completions',
        headers: [],
        postData: { mimeType: 'application/json', text: JSON.stringify(alias) },
      },
      response: { status: 200 },
    };
    const summary = await summaryOf(
      ...['--profile', 'litellm-1.87', '--as-of', '2026-01-10'],
      file(lines({ id: 'a', operation: 'InvokeModel', modelId: SONNET, body }, known, nobody)),
    );
    expect(summary).toMatchObject({ records: 3, unreadable: 0, models: { [SONNET]: 2, 'support-bot': 1 } });
    expect(summary.groups.filter(({ level }) => level === 'error').map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([
        'leak: Extra inputs are not permitted',
        'stream_chunk_size: Extra inputs are not permitted',
      ]),
    );
    expect(JSON.stringify(summary.groups)).not.toContain('cannot tell the provider');
  });

  it.each([
    ['lines', (records: readonly object[]) => lines(...records)],
    ['one value', (records: readonly object[]) => JSON.stringify({ Records: records })],
  ])(
    'reads %s of a gzip that ends too soon as far as they go, and the files behind it',
    async (_, laidOut) => {
      const ids = Array.from({ length: 400 }, (_, i) => invocation({}, { requestId: randomUUID(), i }));
      const whole = gzipSync(laidOut(ids));
      const cut = file(whole.subarray(0, whole.length / 2), 'json.gz');
      const { records, unreadable } = await summaryOf(cut, file(lines(invocation())));
      expect(unreadable).toBe(1);
      expect(records).toBeGreaterThan(100);
      expect(records).toBeLessThan(300);
    },
  );

  const packed = (text: string): Buffer => gzipSync(text);
  it.each([
    ['one behind the other, with nothing between them', (texts: readonly string[]) => texts.join('')],
    ['the same in gzip', (texts: readonly string[]) => packed(texts.join(''))],
    ['two of them in a line', ([a, b, c]: readonly string[]) => `${a}\n${b}${c}\n`],
    [
      'over several lines each',
      (texts: readonly string[]) => texts.map((one) => JSON.stringify(JSON.parse(one), null, 2)).join('\n'),
    ],
    ['packed twice', (texts: readonly string[]) => gzipSync(packed(texts.join('\n')))],
    [
      'packed twice and cut short',
      (texts: readonly string[]) =>
        gzipSync(packed(`${texts.join('\n')}\n${randomUUID().repeat(99)}`)).subarray(0, -12),
    ],
    [
      'as Windows PowerShell writes it, in UTF-16',
      (texts: readonly string[]) => Buffer.from(`\ufeff${texts.join('\r\n')}`, 'utf16le'),
    ],
  ])('reads records that stand %s', async (_, written) => {
    const texts = [invocation({ leak: 1 }), invocation({ leak: 1 }), invocation()].map((one) =>
      JSON.stringify(one),
    );
    const summary = await summaryOf('--as-of', '2026-01-10', file(written(texts)));
    expect(summary.records).toBe(3);
    expect(summary.groups.find(({ kind }) => kind === 'refused-by-bedrock')?.records).toBe(2);
  });

  it('counts what stands behind the last whole record of a line as one that is none', async () => {
    const text = JSON.stringify(invocation());
    const summary = await summaryOf(file(`${text}${text}${text.slice(0, 90)}`));
    expect(summary).toMatchObject({ records: 2, unreadable: 1 });
  });

  it.each([
    [
      'EventBridge hands on',
      (trail: object) => lines({ version: '0', source: 'aws.bedrock', resources: [], detail: trail }),
    ],
    [
      'CloudTrail looks up',
      (trail: object) =>
        JSON.stringify(
          { Events: [1, 2].map((id) => ({ EventId: `${id}`, CloudTrailEvent: JSON.stringify(trail) })) },
          null,
          4,
        ),
    ],
  ])('tells the error and the caller of events that %s', async (_, written) => {
    const trail = {
      eventSource: 'bedrock.amazonaws.com',
      eventName: 'Converse',
      errorCode: 'ThrottlingException',
      userIdentity: { arn: 'arn:aws:sts::123456789012:assumed-role/support-bot/i' },
      requestParameters: { modelId: SONNET },
    };
    const text = written(trail);
    const summary = await summaryOf(file(text));
    const count = text.split('ThrottlingException').length - 1;
    expect(summary.records).toBe(count);
    const [group] = summary.groups.filter(({ kind }) => kind === 'answered-with-error');
    expect(group).toMatchObject({
      reason: 'ThrottlingException',
      records: count,
      programs: { 'support-bot': count },
    });
  });

  it('says that a gzip of which nothing can be read cannot be', async () => {
    const nothing = await strata(file(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2]), 'json.gz'));
    expect(nothing).toMatchObject({ code: 2 });
    expect(nothing.err).toContain('cannot be read');
  });

  it('reads what is there already: invocation logs in gzip, spend logs, HAR, requests', async () => {
    const logs = [
      file(
        gzipSync(
          lines(
            invocation({ stream_chunk_size: 1 }),
            invocation(),
            invocation({}, { errorCode: 'ThrottlingException' }),
          ),
        ),
        'json.gz',
      ),
      file(lines(spend({ stream_chunk_size: 512, stream: true }), { nothing: 1 })),
      file(
        JSON.stringify(
          {
            log: {
              entries: [
                har({ messages: [{ role: 'user', content: [{ text: 'hi' }] }] }),
                har({ messages: 1 }),
              ],
            },
          },
          null,
          2,
        ),
        'har',
      ),
      file(JSON.stringify([invocation({ leak: true }), invocation({ leak: true })], null, 1)),
    ];
    const summary = await summaryOf('--profile', 'litellm-1.87', '--as-of', '2026-01-10', ...logs);
    expect(summary).toMatchObject({ records: 8, unreadable: 1, models: { [SONNET]: 8 } });
    const group = (kind: string, reason: RegExp) =>
      summary.groups.find((one) => one.kind === kind && reason.test(one.reason));
    expect(group('refused-by-bedrock', /stream_chunk_size: Extra inputs/)).toMatchObject({
      records: 2,
      programs: { 'support-bot': 1, 'team-a': 1 },
      releases: { 'LiteLLM 1.87': 1 },
    });
    expect(group('refused-by-bedrock', /leak: Extra inputs/)?.records).toBe(2);
    expect(group('answered-with-error', /ThrottlingException/)?.records).toBe(1);
    expect(group('answered-with-error', /HTTP 400/)).toMatchObject({
      records: 2,
      programs: { 'boto3/1.44': 2 },
    });
    expect(
      group('changed-by-release', /^LiteLLM 1\.87 and LiteLLM 1\.\d+(?:\.\d+)?: body\.\w+/)?.records,
    ).toBe(1);
    expect(JSON.stringify(summary)).not.toContain(KEY);
  });

  it('comes to the same however the records are cut up and in whatever order the parts are merged', async () => {
    const records = [
      invocation({ stream_chunk_size: 1, messages: [{ role: 'user', content: 'a longer text' }] }),
      spend({ n: 2 }),
      invocation({ stream_chunk_size: 1 }),
      har({ messages: [] }),
      spend({ stream_chunk_size: 4 }),
      invocation({ temperature: 7 }),
      { not: 'a request' },
    ];
    const whole = await summaryOf(file(lines(...records)));
    const parts = await Promise.all(
      records.map(async (one) => JSON.stringify(await summaryOf(file(lines(one))))),
    );
    for (const order of [parts, [...parts].reverse()]) {
      const merged = await summaryOf('--merge', file(`${order.join('\n')}\n`, 'jsonl'));
      expect(merged).toEqual(whole);
    }
    const refused = whole.groups.find(({ reason }) => /stream_chunk_size/.test(reason));
    expect(JSON.parse(refused?.example ?? '{}').messages).toEqual([{ role: 'user', content: 'hi' }]);
  });

  it('takes values that hold many apart as they come: whole, one a line, cut short', async () => {
    const entries = Array.from({ length: 40 }, (_, i) => har({ messages: i }));
    const log = { log: { version: '1.2', pages: [{ id: 'p' }], entries } };
    const records = { Records: [invocation({ leak: 1 }), invocation()] };
    const whole = JSON.stringify(log);
    const sources = [
      [whole, 40, 0],
      [`\uFEFF${JSON.stringify(log, null, 2)}`, 40, 0],
      [`${JSON.stringify(records)}\n${JSON.stringify(records)}\n`, 4, 0],
      [JSON.stringify([invocation(), invocation()]), 2, 0],
      ['[]', 0, 0],
      [whole.slice(0, -200), 39, 1],
      [`${JSON.stringify(invocation())}\n${JSON.stringify([invocation()])}`, 2, 0],
    ] as const;
    for (const [text, count, unreadable] of sources)
      expect(await summaryOf(file(text))).toMatchObject({ records: count, unreadable });
  });

  it('reads what CloudWatch and a proxy’s table hand out, each record once', async () => {
    const message = JSON.stringify(invocation());
    const event = { timestamp: 1, message };
    const stamp = '2026-10-01T10:00:00.000Z';
    const fields = [
      { field: '@timestamp', value: stamp },
      { field: '@message', value: message },
    ];
    const subscribed = JSON.stringify({ messageType: 'DATA_MESSAGE', logEvents: [event, event] });
    const row = { request_id: 'r', call_type: 'acompletion', spend: 0.1, model: 'us.amazon.nova-lite-v1:0' };
    const failed = { ...row, metadata: '{"error_information": {"error_class": "BadRequestError"}}' };
    const sources = [
      [JSON.stringify({ events: [event, event, event] }, null, 2), 3],
      [JSON.stringify({ nextToken: null, events: [event, event] }), 2],
      [subscribed + subscribed, 4],
      [`${subscribed}\n${subscribed}\n`, 4],
      [JSON.stringify({ results: [fields, fields] }), 2],
      [`${stamp} ${message}\n${stamp} ${message}\n`, 2],
      [`${stamp} aws/bedrock/modelinvocations ${message}`, 1],
      [JSON.stringify({ data: [row, failed], total: 2 }), 2],
      [lines({ ...row, messages: [{ role: 'user', content: 'hi' }] }, { ...row, messages: '{}' }), 2],
    ] as const;
    for (const [text, count] of sources)
      expect(await summaryOf(file(text))).toMatchObject({ records: count, unreadable: 0 });
    const { groups } = await summaryOf(file(lines(failed)));
    expect(groups).toMatchObject([{ kind: 'answered-with-error', reason: 'BadRequestError' }]);
  });

  it('finds large bodies where Bedrock puts them: in objects beside the log', async () => {
    const hour = mkdtempSync(path.join(dir, 'hour-'));
    mkdirSync(path.join(hour, 'data'));
    const { input: _, ...head } = invocation() as { readonly input: object };
    const at = (name: string) => ({
      ...head,
      input: { inputBodyS3Path: `s3://bucket/AWSLogs/x/data/${name}` },
    });
    const body = {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 1,
      messages: [],
      leak: 'x'.repeat(200_000),
    };
    writeFileSync(path.join(hour, 'data/one_input.json.gz'), gzipSync(JSON.stringify(body)));
    writeFileSync(path.join(hour, 'data/bad_input.json.gz'), 'no archive');
    const records = lines(
      at('one_input.json.gz'),
      { ...at('gone_input.json.gz'), errorCode: 'ValidationException' },
      at('bad_input.json.gz'),
    );
    writeFileSync(path.join(hour, 'log.json.gz'), gzipSync(records));
    const summary = await summaryOf(`${hour}/**/*.json.gz`);
    expect(summary).toMatchObject({ records: 3, wrong: 2, unreadable: 0 });
    expect(summary.groups.map(({ reason }) => reason)).toContainEqual(
      expect.stringContaining('leak: Extra inputs'),
    );
  });

  it('does not hold against a caller what CloudTrail does not keep: a body', async () => {
    const event = (eventName: string, errorCode?: string) => ({
      eventSource: 'bedrock.amazonaws.com',
      eventName,
      userIdentity: { arn: 'arn:aws:sts::123456789012:assumed-role/batch/x' },
      requestParameters: { modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' },
      ...(errorCode ? { errorCode } : {}),
    });
    const names = ['InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream'];
    const events = [...names.map((name) => event(name)), event('InvokeModel', 'AccessDenied')];
    const { groups, records } = await summaryOf('--days', '0', file(JSON.stringify({ Records: events })));
    expect(records).toBe(5);
    expect(groups.map(({ kind, reason, programs }) => [kind, reason, programs])).toEqual([
      ['answered-with-error', 'AccessDenied', { batch: 1 }],
    ]);
  });

  it('tells models that end soon, once a model', async () => {
    const old = invocation({}, { modelId: 'anthropic.claude-v2:1' });
    const before = await summaryOf('--as-of', '2025-06-01', file(lines(old)));
    expect(before.groups.filter(({ kind }) => kind === 'model-ends')).toMatchObject([
      { level: 'warning', reason: expect.stringContaining('until 2025-09-10') },
    ]);
    const after = await summaryOf('--as-of', '2026-01-01', file(lines(old)));
    expect(after.groups.filter(({ kind }) => kind === 'model-ends')).toMatchObject([{ level: 'error' }]);
    const calm = await summaryOf('--as-of', '2025-06-01', '--days', '10', file(lines(old)));
    expect(calm.groups.filter(({ kind }) => kind === 'model-ends')).toEqual([]);
  });

  it('is a table, a page and an exit code', async () => {
    const log = file(lines(invocation({ leak: '<b>' })));
    expect((await strata(log)).out).toMatch(
      /error +1 +refused-by-bedrock +leak: Extra inputs are not permitted .*claude-sonnet-4/,
    );
    const page = (await strata('--format', 'html', log)).out;
    expect(page).toContain("default-src 'none'");
    expect(page).not.toContain('<b>');
    const named = file(
      lines(invocation({ at: 'https://llm.corp.internal/x', by: 'a.person@corp.example.net' })),
    );
    const shown = (await strata('--format', 'html', named)).out;
    expect(shown).toContain('person-1@example.com');
    expect(shown).not.toMatch(/corp\./);
    expect((await strata('--format', 'markdown', log)).out).toMatch(/^# 1 request of 1/);
    expect((await strata('--fail-on', 'error', log)).code).toBe(1);
    expect((await strata(log)).code).toBe(0);
    expect((await strata('/no/such/log')).code).toBe(2);
    expect((await strata('--merge', log)).err).toMatch(/is no summary/);
  });
});
