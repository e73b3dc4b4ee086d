import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../json/json.ts';
import type { ProfileId } from '../../../releases/profile.ts';
import { transform } from '../../../transform.ts';

const HAIKU_3 = 'anthropic.claude-3-haiku-20240307-v1:0';
const SONNET_4 = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const OPUS_4_5 = 'us.anthropic.claude-opus-4-5-20251101-v1:0';
const OPUS_4_6 = 'us.anthropic.claude-opus-4-6-v1';
const OPUS_4_7 = 'us.anthropic.claude-opus-4-7';

const PARAMS = /^\/(?:thinking|reasoning_effort|output_config)/;
const ADAPTIVE = { type: 'adaptive' };
const FORMAT = { type: 'json_schema', schema: { type: 'object' } };
const budget = (tokens: number): JsonObject => ({ type: 'enabled', budget_tokens: tokens });

/** What the ledger says of thinking and efforts: a line for each entry, `from → to: rule`. */
function told(model: string, more: JsonObject, profile: ProfileId = 'litellm-1.109.1'): readonly string[] {
  const request = {
    model: `bedrock/invoke/${model}`,
    max_tokens: 9000,
    messages: [{ role: 'user', content: 'hi' }],
    ...more,
  };
  const result = transform({ api: 'messages', request, profile });
  if (result.kind !== 'outgoing') throw new Error(result.error.message);
  return result.ledger.entries.flatMap(({ from, to, rule }) => {
    const place = to?.part === 'body' ? to.pointer : 'nothing';
    return [...from, place].some((pointer) => PARAMS.test(pointer))
      ? [`${from.join(' ')} → ${place}: ${rule.id.replace(/^.*\./, '')}`]
      : [];
  });
}

describe('what becomes of a reasoning_effort of the messages API', () => {
  const EFFORT = { reasoning_effort: 'high' };
  const kept = (param: string): string => `/${param} → /${param}: kept`;
  const LOST = '/reasoning_effort → nothing: reasoning_effort-lost';

  it.each<[string, string, JsonObject, readonly string[]]>([
    ['is a budget', SONNET_4, EFFORT, ['/reasoning_effort → /thinking: reasoning_effort']],
    ['is lost beside a budget', SONNET_4, { ...EFFORT, thinking: budget(2000) }, [kept('thinking'), LOST]],
    [
      'is adaptive thinking and an effort',
      OPUS_4_7,
      EFFORT,
      [
        '/reasoning_effort → /thinking: reasoning_effort',
        '/reasoning_effort → /output_config: reasoning_effort',
      ],
    ],
    [
      'is lowered',
      OPUS_4_6,
      { reasoning_effort: 'xhigh' },
      ['/reasoning_effort → /thinking: effort-capped', '/reasoning_effort → /output_config: effort-capped'],
    ],
    [
      'is an effort beside thinking',
      OPUS_4_7,
      { ...EFFORT, thinking: ADAPTIVE },
      [kept('thinking'), '/reasoning_effort → /output_config: reasoning_effort'],
    ],
    [
      'joins a configuration',
      OPUS_4_7,
      { ...EFFORT, thinking: ADAPTIVE, output_config: {} },
      [
        kept('thinking'),
        kept('output_config'),
        '/reasoning_effort → /output_config/effort: reasoning_effort',
      ],
    ],
    [
      'is thinking beside an effort',
      OPUS_4_7,
      { ...EFFORT, output_config: { effort: 'low' } },
      [kept('output_config'), '/reasoning_effort → /thinking: reasoning_effort'],
    ],
    [
      'is lost beside both',
      OPUS_4_7,
      { ...EFFORT, thinking: ADAPTIVE, output_config: { effort: 'low' } },
      [kept('thinking'), kept('output_config'), LOST],
    ],
  ])('%s on %s beside %j', (_, model, more, lines) => expect(told(model, more)).toEqual(lines));
});

describe('adaptive thinking and efforts on a model that knows neither', () => {
  it.each<[string, string, JsonObject, readonly string[]]>([
    [
      'an effort is a budget',
      SONNET_4,
      { output_config: { effort: 'high' } },
      ['/output_config/effort → /thinking: thinking-legacy'],
    ],
    [
      'adaptive thinking is a budget',
      SONNET_4,
      { thinking: ADAPTIVE },
      ['/thinking → /thinking: thinking-legacy'],
    ],
    [
      'both are one budget',
      SONNET_4,
      { thinking: ADAPTIVE, output_config: { effort: 'high' } },
      ['/thinking /output_config/effort → /thinking: thinking-legacy'],
    ],
    [
      'an effort takes the place of a budget',
      SONNET_4,
      { thinking: budget(2000), output_config: { effort: 'high' } },
      ['/output_config/effort → /thinking: thinking-legacy', '/thinking → nothing: thinking-replaced'],
    ],
    [
      'a format stays behind as text',
      SONNET_4,
      { thinking: ADAPTIVE, output_config: { format: FORMAT } },
      [
        '/output_config/format → /messages/0/content/1: output-format-inline',
        '/thinking → /thinking: thinking-legacy',
      ],
    ],
    [
      'both are lost without room',
      SONNET_4,
      { thinking: ADAPTIVE, output_config: { effort: 'high' }, max_tokens: 1000 },
      ['/thinking → nothing: thinking-lost', '/output_config/effort → nothing: output_config'],
    ],
    [
      'an effort is lost',
      HAIKU_3,
      { output_config: { effort: 'high' } },
      ['/output_config/effort → nothing: output_config'],
    ],
    ['adaptive thinking is lost', HAIKU_3, { thinking: ADAPTIVE }, ['/thinking → nothing: thinking-lost']],
    [
      'an effort that the model takes stays',
      OPUS_4_5,
      { thinking: ADAPTIVE, output_config: { effort: 'high' } },
      ['/output_config → /output_config: kept', '/thinking → nothing: thinking-lost'],
    ],
  ])('%s (%s)', (_, model, more, lines) => expect(told(model, more)).toEqual(lines));
});
