import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/json/json.ts';
import type { ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import { Redactor } from '../../../shared/redaction/redactor.ts';
import { composeReport } from '../../../shared/share/report/compose.ts';
import { markdownOf } from '../../../shared/share/report/markdown.ts';
import { gatherReport } from './gather.ts';
import { renderWhole, writeReport } from './write.ts';

const SONNET = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const history = (turns: number): readonly JsonObject[] =>
  Array.from({ length: turns }, (_, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: `Turn ${i}: what was said about shipment ${i * 7} and its delay on the way to the port.`,
  }));

async function gather(
  request: JsonObject,
  profile: ProfileId = 'litellm-1.109',
  signal = new AbortController().signal,
) {
  const gathered = await gatherReport(
    {
      input: { text: JSON.stringify(request), profile, route: 'auto', direct: true },
      besides: null,
      answer: null,
      stream: null,
      cells: [],
      calls: [],
      region: 'us-east-1',
    },
    null,
    signal,
    { forMs: 60_000, tries: 3_000 },
  );
  if (!gathered.ok) throw new Error('cannot be read');
  return gathered.facts;
}

const askedOf = (facts: Awaited<ReturnType<typeof gather>>): JsonObject =>
  JSON.parse(facts.shortest?.result.requestText ?? '{}');

describe('a report finds the shortest request that shows the same', () => {
  it.each<readonly [string, ProfileId, JsonObject, JsonObject]>([
    [
      'a leak that is refused',
      'litellm-1.87',
      {
        model: `bedrock/invoke/${SONNET}`,
        messages: history(31),
        temperature: 0.5,
        stop: ['A', 'B'],
        stream: true,
        stream_chunk_size: 1024,
        max_tokens: 100,
      },
      {
        model: `bedrock/invoke/${SONNET}`,
        messages: [{ role: expect.any(String), content: expect.any(String) }],
        stream_chunk_size: 1024,
      },
    ],
    [
      'one message of many that is at fault',
      'litellm-1.109',
      {
        model: `bedrock/converse/${SONNET}`,
        messages: [...history(20), { role: 'user', content: [{ type: 'text', text: 'a' }] }],
        max_tokens: 5_000_000,
        top_p: 0.5,
      },
      {
        model: `bedrock/converse/${SONNET}`,
        messages: [{ role: 'user', content: expect.anything() }],
        max_tokens: 5_000_000,
      },
    ],
    [
      'LiteLLM’s own refusal',
      'litellm-1.87',
      { model: 'bedrock/amazon.titan-text-express-v1', messages: history(9), n: 3, max_tokens: 10 },
      { model: 'bedrock/amazon.titan-text-express-v1', messages: expect.any(Array), n: 3 },
    ],
  ])('%s', async (_name, profile, request, expected) => {
    const facts = await gather(request, profile);
    expect(askedOf(facts)).toEqual(expected);
    expect(facts.shortest?.finished).toBe(true);
    const [whole, short] = [facts.whole?.view, facts.shortest?.view];
    expect(short?.verdict?.status).toBe(whole?.verdict?.status);
    expect(short?.outcome.kind).toBe(whole?.outcome.kind);
  });

  it('keeps what is lost where nothing is refused', async () => {
    const facts = await gather(
      {
        model: 'bedrock/invoke/meta.llama3-8b-instruct-v1:0',
        messages: history(5),
        stop: ['END', 'STOP'],
        drop_params: true,
        max_tokens: 7,
      },
      'litellm-1.109',
    );
    expect(askedOf(facts).stop).toBeDefined();
    expect(facts.shortest?.view.losses.length).toBeGreaterThan(0);
    expect(Object.keys(askedOf(facts))).not.toContain('max_tokens');
  });

  it('ends early when nobody waits any more', async () => {
    const stop = new AbortController();
    stop.abort();
    const facts = await gather(
      { model: `bedrock/invoke/${SONNET}`, messages: history(41), leak_x: 1 },
      'litellm-1.87',
      stop.signal,
    );
    expect(facts.shortest?.finished ?? false).toBe(false);
  });
});

describe('a report', () => {
  it('tells what was asked, sent and answered, since when, how to make it again, and where to read on', async () => {
    const facts = await gather(
      { model: `bedrock/invoke/${SONNET}`, messages: history(3), max_tokens: 10, stream_chunk_size: 64 },
      'litellm-1.87',
    );
    const text = markdownOf(composeReport(facts));
    const titles = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      'What is refused',
      'What was asked',
      'What is sent',
      'Since which release',
      'How to reproduce',
      'Evidence',
      'The whole body',
    ]);
    expect(text).toMatch(/^# Bedrock refuses this request: stream\\_chunk\\_size: Extra inputs/);
    expect(text).toMatch(/ to 1\.89\.7 \| refused/);
    expect(text).toContain('| 1.90.0 to 1.108.14 | accepted | `body.stream_chunk_size` |');
    expect(text).toContain('-  "stream_chunk_size": 64');
    expect(text).toContain('litellm.completion(');
  });

  it('follows the model string in each release: until 1.80.7 Nova 2 went to invoke', async () => {
    const messages = [{ role: 'user', content: 'x' }];
    const facts = await gather({ model: 'bedrock/us.amazon.nova-2-lite-v1:0', messages });
    const [first, second] = facts.spans;
    expect([first?.until, second?.from]).toEqual(['1.80.7', '1.80.8']);
    expect(second?.changed).toContain('/path');
  });

  it('quotes Bedrock’s answer to the shortest request where it names other places, and no difference that mends nothing', async () => {
    const call = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } });
    const facts = await gather(
      {
        model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
        messages: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: null, tool_calls: [call('c1'), call('c2')] },
          { role: 'tool', tool_call_id: 'c1', content: 'ok' },
        ],
        tools: [
          { type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } },
        ],
      },
      'litellm-1.87',
    );
    const text = markdownOf(composeReport(facts));
    expect(text).toMatch(/^# Bedrock refuses this request: Expected toolResult blocks at messages\.2/);
    expect(text).toContain(
      'Bedrock’s answer to this body, predicted: `Expected toolResult blocks at messages.1.content',
    );
    expect(text).not.toContain('```diff');
  });

  it('of a client’s call tells what it asked, each call that came of it, and takes out what was said in any of them', async () => {
    const call = {
      side: 'client',
      role: '',
      method: 'POST',
      path: '/v1/chat/completions',
      operation: 'openai-chat',
      model: 'support-bot',
      headers: ['x-litellm-tags: team-a'],
      offsetMs: 0,
      endMs: 900,
      status: 400,
      error: 'BadRequestError',
      message: '',
      evidence: null,
      release: null,
      body: JSON.stringify({
        model: 'support-bot',
        messages: [{ role: 'user', content: 'Our secret plan' }],
      }),
    } as const;
    const attempt = {
      ...call,
      side: 'bedrock',
      role: 'attempt 1',
      path: '/model/m/invoke',
      operation: 'InvokeModel',
      model: SONNET,
      offsetMs: 40,
      error: 'ValidationException',
      message: 'stream_chunk_size: Extra inputs are not permitted',
      evidence: 'stamp',
      release: '1.87',
      body: JSON.stringify({ messages: [{ role: 'user', content: 'Another plan' }] }),
    } as const;
    const subject = {
      input: null,
      besides: null,
      answer: null,
      stream: null,
      cells: [],
      calls: [call, attempt, { ...attempt, role: 'retry 1', offsetMs: 300 }],
      region: 'us-east-1',
    };
    const wrote = await writeReport(subject, null, new AbortController().signal);
    if (!wrote.ok) throw new Error('cannot be read');
    const of = (alsoTaken: readonly string[]) =>
      renderWhole(
        wrote.whole,
        { form: 'markdown', parts: ['request'], choices: { kept: [], alsoTaken, texts: [] } },
        new Redactor('salt'),
        '',
      ).text;
    const text = of([]);
    expect(text).toMatch(/^# A client’s call for support-bot got 400 BadRequestError/);
    expect(text).toContain('LiteLLM made 2 calls to Bedrock of it');
    expect(text).toContain('| attempt 1 | `InvokeModel` of ');
    expect(text).toContain(
      '| +40 ms, took 900 ms | 400 ValidationException: `stream_chunk_size: Extra inputs',
    );
    expect(text).toContain('**retry 1**: the same body to the same address as attempt 1.');
    expect([text.includes('Our secret plan'), text.includes('Another plan')]).toEqual([true, true]);
    expect(of(['message-text'])).not.toMatch(/secret plan|Another plan/);
  });

  it('says where a request cannot be read', async () => {
    const gathered = await gatherReport(
      {
        input: { text: '{"model": }', profile: 'litellm-1.109', route: 'auto' },
        besides: null,
        answer: null,
        stream: null,
        cells: [],
        calls: [],
        region: 'us-east-1',
      },
      null,
      new AbortController().signal,
    );
    expect(gathered).toMatchObject({ ok: false, problems: [{ range: { line: 1 } }] });
  });
});
