import { describe, expect, it, vi } from 'vitest';
import type { InspectInput, RouteView } from '../../shared/contract/inspection.ts';
import { applyTextEdits } from '../../shared/json/text-edit.ts';
import { readConfig } from '../../shared/proxy/config.ts';
import { SAMPLES } from '../../shared/samples/samples.ts';
import { inspect } from './inspect.ts';

const seed = SAMPLES[0]?.text ?? '';

function view(input: Partial<InspectInput> = {}): RouteView {
  const result = inspect({ text: seed, profile: 'litellm-1.87', route: 'auto', ...input });
  if (result.kind !== 'inspected' || !result.views[0]) throw new Error(JSON.stringify(result));
  return result.views[0];
}

describe('inspect', () => {
  it('shows the leak that started it all, and what Bedrock will say', () => {
    const { params, verdict, outcome, filtered } = view();
    expect(params.find(({ key }) => key === 'stream_chunk_size')).toMatchObject({
      fate: 'leaked',
      severity: 'error',
    });
    expect(verdict).toMatchObject({
      status: 400,
      errorType: 'ValidationException',
      message: 'stream_chunk_size: Extra inputs are not permitted',
    });
    expect(outcome.kind === 'outgoing' && outcome.outgoing.bodyText).toContain('"stream_chunk_size": 2048');
    expect(filtered?.text).not.toContain('stream_chunk_size');
  });

  it('marks the problem where it stands in the body', () => {
    const { verdict, outcome } = view();
    const range = verdict?.problems[0]?.range;
    if (outcome.kind !== 'outgoing' || !range) throw new Error('no place');
    expect(outcome.outgoing.bodyText.slice(range.from, range.to)).toBe('"stream_chunk_size"');
  });

  it('marks the name of a model that no deployment of a proxy has', () => {
    const read = readConfig('model_list:\n  - model_name: claude\n    litellm_params: { model: bedrock/x }');
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const text = '{\n  "messages": [],\n  "model": "nobody"\n}';
    const result = inspect({ text, profile: 'litellm-1.87', route: 'auto' }, read.config);
    expect(result).toMatchObject({
      kind: 'unreadable',
      problems: [{ message: expect.stringContaining('It has: claude') as string, range: { line: 3 } }],
    });
  });

  it('of more parameters than a window can show tells how many are left', () => {
    const many = Object.fromEntries(Array.from({ length: 1_200 }, (_, i) => [`unknown_${i}`, i]));
    const { params, paramsLeft, verdict } = view({ text: JSON.stringify({ ...JSON.parse(seed), ...many }) });
    expect(params).toHaveLength(1_000);
    expect(new Set(params.map(({ key }) => key)).size).toBe(1_000);
    const keys = Object.keys(JSON.parse(seed)).length + 1_200;
    expect(params.length + paramsLeft).toBeGreaterThanOrEqual(keys);
    expect(verdict?.problems.filter(({ range }) => range === null)).toEqual([]);
  });

  it('offers three ways out, each of which helps', () => {
    const actions = view().verdict?.problems[0]?.actions ?? [];
    expect(actions.map(({ label }) => label)).toEqual([
      'Drop it',
      'Use the converse route',
      'Switch to LiteLLM 1.90',
    ]);
    for (const { edits, route, profile } of actions) {
      const after = view({
        text: applyTextEdits(seed, edits),
        route: route ?? 'auto',
        profile: profile ?? 'litellm-1.87',
      });
      expect(after.verdict?.status).toBe(200);
    }
  });

  it('tells fixes of one kind apart', () => {
    const { verdict } = view({
      profile: 'litellm-1.109',
      text: JSON.stringify({
        model: 'bedrock/converse/us.anthropic.claude-haiku-4-5-20251001-v1:0',
        messages: [{ role: 'user', content: 'Hi' }],
        temperature: 0.2,
        top_p: 0.5,
      }),
    });
    expect(verdict?.problems[0]?.actions.map(({ label }) => label)).toEqual([
      'Drop top_p',
      'Drop temperature',
    ]);
  });

  it('offers the ways out that Bedrock accepts where a problem has no fix of its own', () => {
    const system = { role: 'system', content: 'Brief.' };
    const { verdict } = view({
      text: JSON.stringify({
        model: 'bedrock/converse/mistral.mistral-7b-instruct-v0:2',
        messages: [system, { role: 'user', content: 'Hi' }],
      }),
    });
    expect(verdict?.message).toContain("doesn't support system messages");
    expect(verdict?.problems[0]?.actions).toMatchObject([{ label: 'Use the invoke route', route: 'invoke' }]);
  });

  describe('for a request that LiteLLM refuses', () => {
    const refused = (request: object) => {
      const { outcome } = view({ text: JSON.stringify(request) });
      return outcome.kind === 'outgoing' ? null : outcome.actions;
    };
    const request = {
      model: 'bedrock/invoke/amazon.titan-text-express-v1',
      messages: [{ role: 'user', content: 'Hi' }],
      seed: 7,
      parallel_tool_calls: true,
    };

    it('offers to drop the parameters at fault, by hand or by LiteLLM', () => {
      const actions = refused(request) ?? [];
      expect(actions.slice(0, 2).map(({ label }) => label)).toEqual([
        'Drop seed, parallel_tool_calls',
        'Set drop_params',
      ]);
      for (const { edits } of actions.slice(0, 2)) {
        expect(view({ text: applyTextEdits(JSON.stringify(request), edits) }).outcome.kind).toBe('outgoing');
      }
    });

    it.each([
      ['temperature', 0.5],
      ['top_p', 0.5],
      ['top_k', 5],
    ])('offers to drop %s where LiteLLM names it in its sentence alone', (name, value) => {
      const sampled = {
        model: 'bedrock/converse/us.anthropic.claude-opus-4-7',
        messages: [{ role: 'user', content: 'Hi' }],
        [name]: value,
      };
      const { outcome, params } = view({ text: JSON.stringify(sampled) });
      const actions = outcome.kind === 'outgoing' ? [] : outcome.actions;
      expect(actions[0]?.label).toBe(`Drop ${name}`);
      expect(params.filter(({ fate }) => fate === 'refused').map(({ key }) => key)).toEqual([name]);
      const text = applyTextEdits(JSON.stringify(sampled), actions[0]?.edits ?? []);
      expect(view({ text }).verdict?.kind).toBe('accepted');
    });

    it('offers modify_params where LiteLLM names it, as a switch of the module', () => {
      const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } };
      const text = JSON.stringify({
        model: 'bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: null, tool_calls: [call] },
          { role: 'tool', tool_call_id: 'a', content: 'x' },
        ],
      });
      const { outcome } = view({ text });
      const [set] = outcome.kind === 'outgoing' ? [] : outcome.actions;
      expect([set?.label, set?.edits]).toEqual(['Set litellm.modify_params', []]);
      expect(view({ text, settings: set?.settings ?? {} }).outcome.kind).toBe('outgoing');
    });

    it('keeps LiteLLM’s own sentence and marks each culprit as refused', () => {
      const { outcome, params } = view({ text: JSON.stringify(request) });
      const message = outcome.kind === 'outgoing' ? '' : outcome.error.message;
      expect(message).toContain(
        "bedrock does not support parameters: ['seed', 'parallel_tool_calls'], for model=",
      );
      for (const name of [
        'litellm.drop_params=True',
        "allowed_openai_params=['seed', 'parallel_tool_calls']",
      ])
        expect(message).toContain(name);
      const refusedKeys = params.filter(({ fate }) => fate === 'refused').map(({ key }) => key);
      expect(refusedKeys).toEqual(['seed', 'parallel_tool_calls']);
    });

    it('offers another route where Bedrock accepts what it sends, and none where it does not', () => {
      const messages = [{ role: 'user', content: 'Hi' }];
      const labels = (model: string) => (refused({ model, messages }) ?? []).map(({ label }) => label);
      expect(labels('bedrock/invoke/anthropic.claude-v2:1')).toEqual(['Use the converse route']);
      expect((refused(request) ?? []).map(({ route }) => route)).not.toContain('converse');
    });
  });

  it('shows the filtered body as one that Bedrock accepts, and says where it cannot be had', () => {
    const message = { role: 'user', content: 'Hi' };
    const model = 'bedrock/converse/us.anthropic.claude-haiku-4-5-20251001-v1:0';
    const both = JSON.stringify({ model, messages: [message], temperature: 0.2, top_p: 0.5 });
    expect(view({ text: both }).filtered).toMatchObject({ accepted: true });
    const late = JSON.stringify({
      model: 'bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0',
      messages: [{ ...message, role: 'assistant' }],
    });
    expect(view({ text: late }).filtered).toMatchObject({ accepted: false });
  });

  it('shows the filtered body with its members in the order of the body beside it', () => {
    const text = JSON.stringify({
      model: 'bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      max_tokens: 5,
      _agentic_loop_depth: 3,
    });
    const { outcome, filtered } = view({ text });
    if (outcome.kind !== 'outgoing' || !filtered) throw new Error('no bodies');
    const keys = Object.keys(JSON.parse(filtered.text));
    expect(keys).toEqual(['messages', 'system', 'inferenceConfig']);
    expect(Object.keys(JSON.parse(outcome.outgoing.bodyText)).filter((key) => keys.includes(key))).toEqual(
      keys,
    );
  });

  it('offers no way out of a warning: Bedrock takes the body', () => {
    vi.stubEnv('STRATA_AS_OF', '2025-05-28');
    const text = seed.replace(/bedrock\/[^"]+/, 'bedrock/invoke/anthropic.claude-sonnet-4-20250514-v1:0');
    const problems = view({ text }).verdict?.problems ?? [];
    vi.unstubAllEnvs();
    const warned = problems.filter(({ severity }) => severity === 'warning');
    expect(warned.map(({ message }) => message)).toEqual([
      expect.stringContaining('with on-demand throughput'),
    ]);
    expect(warned.flatMap(({ actions }) => actions)).toEqual([]);
    expect(problems.find(({ severity }) => severity === 'error')?.actions).toHaveLength(3);
  });

  it('judges a captured call by the day on which it was made: its model may have ended since', () => {
    vi.stubEnv('STRATA_AS_OF', '');
    const text = JSON.stringify({ modelId: 'meta.llama2-13b-chat-v1', prompt: 'Hello' });
    const on = (day: string | undefined) =>
      view({ text, form: 'invoke', route: 'auto', direct: true, day }).verdict?.status;
    const answers = [on('2024-10-29'), on('2024-10-30'), on(undefined)];
    vi.unstubAllEnvs();
    expect(answers).toEqual([200, 404, 404]);
  });

  it('drops a key without touching the rest of the text', () => {
    const [drop] = view().verdict?.problems[0]?.actions ?? [];
    expect(applyTextEdits(seed, drop?.edits ?? [])).toBe(seed.replace(/,\s*"stream_chunk_size": 2048/, ''));
  });

  it('names silent losses, whole parameters and values inside one, but not what the caller took out', () => {
    const { losses, rules } = view({
      profile: 'litellm-1.109',
      text: JSON.stringify({
        model: 'bedrock/invoke/meta.llama3-8b-instruct-v1:0',
        messages: [{ role: 'user', content: 'Hi', name: 'Ann' }],
        stop: ['END'],
        seed: 7,
        drop_params: true,
        additional_drop_params: ['seed'],
      }),
    });
    expect(losses.map(({ pointer }) => pointer)).toEqual(['/messages/0/name', '/stop']);
    expect(losses.every(({ rule }) => rules[rule]?.fate === 'dropped')).toBe(true);
  });

  it('says where a request is at fault that no release could take', () => {
    const result = inspect({
      text: '{\n  "model": "bedrock/x",\n  "messages": 5\n}',
      profile: 'litellm-1.87',
      route: 'auto',
    });
    expect(result).toMatchObject({ kind: 'unreadable', problems: [{ range: { line: 3, column: 3 } }] });
  });

  it('says so where JSON inside a string nests without end', () => {
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const call = { id: 'c1', type: 'function', function: { name: 'f', arguments: nested } };
    const messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c1', content: nested },
    ];
    const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }];
    for (const route of ['invoke', 'converse'] as const) {
      const text = JSON.stringify({
        model: `bedrock/${route}/anthropic.claude-3-haiku-20240307-v1:0`,
        messages,
        tools,
      });
      expect(() => inspect({ text, profile: 'litellm-1.109', route: 'both' })).not.toThrow();
    }
  });

  it('shows both routes of one request', () => {
    const result = inspect({ text: seed, profile: 'litellm-1.87', route: 'both' });
    expect(
      result.kind === 'inspected' && result.views.map(({ route, verdict }) => [route, verdict?.status]),
    ).toEqual([
      ['invoke', 400],
      ['converse', 200],
    ]);
  });

  it.each(SAMPLES.map((sample) => [sample.id, sample] as const))(
    'can show the sample %s',
    (_, { text, profile }) => {
      const result = inspect({ text, profile, route: 'both' });
      if (result.kind !== 'inspected') throw new Error(JSON.stringify(result.problems));
      for (const { ledger, rules, outcome } of result.views) {
        expect(outcome.kind).not.toBe('crashed');
        expect(rules.some(({ id }) => id === 'build.unexplained')).toBe(false);
        expect(ledger.length).toBeGreaterThan(0);
      }
    },
  );
});
