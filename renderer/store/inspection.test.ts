import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Encoded } from '../../shared/contract/encoded.ts';
import type { SessionAnswer, SessionQuestion } from '../../shared/contract/inspect-session.ts';
import type { InspectResult } from '../../shared/contract/inspection.ts';
import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { deltaBetween } from '../../shared/delta/delta.ts';
import { spliced } from '../../shared/delta/splice.ts';
import type { Json } from '../../shared/json/json.ts';
import type { Client } from '../client.ts';
import { useConnection } from './connection.ts';
import { followRequest, isStale, useInspection } from './inspection.ts';
import { chooseRoute, draftOf, showDraft, typeText, useRequest } from './request.ts';

type Asked = Omit<SessionQuestion, 'text'> & { readonly text: string };

/** A host whose answers the test gives one by one. */
class SlowHost {
  readonly asked: Asked[] = [];
  readonly #answers: ((result: InspectResult) => void)[] = [];

  readonly client = {
    inspectNext: (question: SessionQuestion) => {
      const { text } = question;
      const before = typeof text === 'string' ? '' : (this.asked.at(-1)?.text ?? '');
      const change = typeof text === 'string' ? { from: 0, to: 0, insert: text } : text.splice;
      this.asked.push({ ...question, text: change ? spliced(before, change) : before });
      return new Promise<Encoded<SessionAnswer>>((resolve) =>
        this.#answers.push((result) => resolve({ json: JSON.stringify(answerOf(result)) })),
      );
    },
  } as unknown as Client;

  async answer(result: InspectResult): Promise<void> {
    this.#answers.shift()?.(result);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Each answer tells the whole result. */
const answerOf = (result: InspectResult): SessionAnswer =>
  result.kind === 'unreadable'
    ? result
    : { kind: 'inspected', delta: deltaBetween(null, result as unknown as Json), filtered: [] };

const readable = (model: string): InspectResult => ({
  kind: 'inspected',
  dialect: 'litellm',
  api: 'chat',
  recognised: { form: 'chat', by: 'default', sign: '' },
  requestText: '{}',
  model,
  stream: false,
  chunkSize: null,
  autoRoute: 'invoke',
  warnings: [],
  calls: [],
  base: null,
  taken: '',
  proxy: null,
  views: [],
});
const unreadable: InspectResult = {
  kind: 'unreadable',
  problems: [{ message: 'no JSON', hint: '', range: { from: 0, to: 1, line: 1, column: 1 } }],
};

followRequest();

function connect(): SlowHost {
  const host = new SlowHost();
  useConnection.setState({ status: 'open', client: host.client });
  return host;
}

afterEach(() => {
  useConnection.setState({ status: 'lost', client: null });
  useInspection.setState({
    result: null,
    asked: null,
    problems: [],
    failure: null,
    trying: false,
    busy: false,
  });
  vi.useRealTimers();
});

describe('following the request', () => {
  it('asks at once on connecting, and asks for the newest text only after a burst of keys', async () => {
    const host = connect();
    for (const text of ['a', 'ab', 'abc']) typeText(text);
    expect(host.asked).toHaveLength(1);
    await host.answer(readable('old'));
    expect(host.asked.map(({ text }) => text).at(-1)).toBe('abc');
    expect(host.asked).toHaveLength(2);
    await host.answer(readable('new'));
    expect(useInspection.getState().result?.model).toBe('new');
  });

  it('keeps the last good result and marks it stale while the text is broken', async () => {
    const host = connect();
    await host.answer(readable('good'));
    typeText('{');
    await host.answer(unreadable);
    expect(useInspection.getState().result?.model).toBe('good');
    expect(isStale(useInspection.getState())).toBe(true);
    typeText('{}');
    await host.answer(readable('again'));
    expect(isStale(useInspection.getState())).toBe(false);
  });

  it('says nothing of another tab while the text at hand is broken', async () => {
    const host = connect();
    await host.answer(readable('of the first tab'));
    showDraft({ ...draftOf(useRequest.getState()), text: '{' });
    await host.answer(unreadable);
    expect(useInspection.getState()).toMatchObject({ result: null, problems: [{ message: 'no JSON' }] });
    showDraft({ ...draftOf(useRequest.getState()), text: '{}' });
    await host.answer(readable('first again'));
    expect(useInspection.getState().result?.model).toBe('first again');
  });

  it('asks for both routes where two are compared', async () => {
    const host = connect();
    await host.answer(readable('x'));
    chooseRoute('compare');
    expect(host.asked.at(-1)?.route).toBe('both');
    await host.answer(readable('x'));
    chooseRoute('auto');
    await host.answer(readable('x'));
  });

  it('asks whether buttons help in a large request once typing rests', async () => {
    const host = connect();
    await host.answer(readable('x'));
    vi.useFakeTimers();
    typeText(`{"model": "${'x'.repeat(600_000)}"}`);
    vi.advanceTimersByTime(100);
    expect(host.asked.at(-1)?.trials).toBe('later');
    const asked = host.asked.length;
    vi.useRealTimers();
    await host.answer(readable('x'));
    await vi.waitFor(() => expect(host.asked.length).toBe(asked + 1), { timeout: 3_000 });
    expect(host.asked.at(-1)?.trials).toBe('now');
    await host.answer(readable('x'));
    expect(host.asked).toHaveLength(asked + 1);
  });

  it('asks about a large text that comes as a whole at once, and about a key in it after a pause', async () => {
    const host = connect();
    await host.answer(readable('x'));
    vi.useFakeTimers();
    const large = `{"model": "${'x'.repeat(600_000)}"}`;
    typeText(large);
    expect(host.asked.at(-1)?.text).toBe(large);
    vi.useRealTimers();
    await host.answer(readable('x'));
    vi.useFakeTimers();
    typeText(`${large} `);
    expect(host.asked.at(-1)?.text).toBe(large);
    vi.advanceTimersByTime(200);
    expect(host.asked.at(-1)?.text).toBe(`${large} `);
    vi.useRealTimers();
    await host.answer(readable('x'));
  });

  it('does not send a text that is too large, and says so', async () => {
    const host = connect();
    await host.answer(readable('x'));
    vi.useFakeTimers();
    const asked = host.asked.length;
    typeText('x'.repeat(MAX_TEXT + 1));
    vi.advanceTimersByTime(1_000);
    expect(host.asked).toHaveLength(asked);
    expect(useInspection.getState().failure).toContain('reads up to 32');
  });
});
