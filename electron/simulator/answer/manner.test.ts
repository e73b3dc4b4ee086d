import { describe, expect, it } from 'vitest';
import type { Answer, Block } from './answer.ts';
import { answerInManner, askInManner, buffered } from './manner.ts';
import { PLAIN_ASK } from './read.ts';

const pieces = (...texts: readonly string[]) => texts.map((text) => ({ text, tokens: 1 }));
const thought: Block = { kind: 'reasoning', pieces: pieces('hm'), signature: 'sig' };
const said: Block = { kind: 'text', pieces: pieces('yes') };
const call: Block = {
  kind: 'tool',
  id: 'a',
  name: 't',
  input: {},
  pieces: pieces('{"a":', '1,', '"b"', ':2}'),
};
const answer = (...blocks: readonly Block[]): Answer => ({
  blocks,
  stop: 'end',
  stopSequence: null,
  inputTokens: 1,
  cache: null,
  outputTokens: 9,
});
const SONNET = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const toolTexts = (model: string, body = {}): readonly string[] =>
  answerInManner(answer(call), model, body, true).blocks.flatMap((block) =>
    block.pieces.map(({ text, tokens }) => `${tokens}${text}`),
  );

describe('reasoning', () => {
  it.each([
    ['us.deepseek.r1-v1:0', true],
    ['openai.gpt-oss-120b-1:0', true],
    ['moonshot.kimi-k2-thinking', true],
    ['minimax.minimax-m2', true],
    ['us.moonshotai.kimi-k3', true],
    ['moonshotai.kimi-k2.5', false],
    ['qwen.qwen3-32b-v1:0', false],
    [SONNET, false],
  ])('of %s without being asked: %s', (model, expected) => {
    expect(askInManner(PLAIN_ASK, model, true).reasoning).toBe(expected);
  });

  it('comes where Claude and Qwen are asked for it, and never from models without it', () => {
    const asked = { ...PLAIN_ASK, reasoning: true };
    expect(askInManner(asked, SONNET, true).reasoning).toBe(true);
    expect(askInManner(asked, 'qwen.qwen3-32b-v1:0', true).reasoning).toBe(true);
    expect(askInManner(asked, 'moonshotai.kimi-k2.5', true).reasoning).toBe(true);
    expect(askInManner(asked, 'mistral.magistral-small-2509', true).reasoning).toBe(false);
    expect(askInManner(asked, 'anthropic.claude-3-haiku-20240307-v1:0', true).reasoning).toBe(false);
  });

  it('is signed by Claude alone', () => {
    const signature = (model: string) =>
      answerInManner(answer(thought), model, {}, false).blocks.map((block) =>
        block.kind === 'reasoning' ? block.signature : null,
      );
    expect(signature(SONNET)).toEqual(['sig']);
    expect(signature('qwen.qwen3-32b-v1:0')).toEqual(['']);
  });

  it('is hidden where the display is omitted, which is the default of the newest Claude', () => {
    const words = (model: string, display?: string) =>
      answerInManner(
        answer(thought),
        model,
        { thinking: { type: 'adaptive', ...(display ? { display } : {}) } },
        true,
      ).blocks[0]?.pieces.length;
    expect(words(SONNET)).toBe(1);
    expect(words(SONNET, 'omitted')).toBe(0);
    expect(words('us.anthropic.claude-opus-4-7')).toBe(0);
    expect(words('us.anthropic.claude-opus-4-7', 'summarized')).toBe(1);
  });

  it('stands behind the text where R1 answers whole', () => {
    const kinds = (streams: boolean) =>
      answerInManner(answer(thought, said), 'us.deepseek.r1-v1:0', {}, streams).blocks.map(
        ({ kind }) => kind,
      );
    expect(kinds(false)).toEqual(['text', 'reasoning']);
    expect(kinds(true)).toEqual(['reasoning', 'text']);
  });
});

describe('the input of a tool', () => {
  it('is held back by Claude’s server until a member is whole', () => {
    expect(toolTexts(SONNET)).toEqual(['0', '2{"a":', '01,', '2"b"', '0:2}']);
  });

  it('comes as it is made with fine-grained streaming', () => {
    const fine = ['0', '1{"a":', '11,', '1"b"', '1:2}'];
    expect(toolTexts(SONNET, { anthropic_beta: ['fine-grained-tool-streaming-2025-05-14'] })).toEqual(fine);
    expect(toolTexts(SONNET, { tools: [{ name: 't', eager_input_streaming: true }] })).toEqual(fine);
  });

  it('comes from Nova in one piece', () => {
    expect(toolTexts('amazon.nova-lite-v1:0')).toEqual(['4{"a":1,"b":2}']);
  });

  it('is not split at commas inside texts and lists', () => {
    expect(buffered(pieces('{"a":"x,', '\\",', 'y"', ',"b":[1,', '2]}')).map(({ tokens }) => tokens)).toEqual(
      [4, 0, 0, 0, 1],
    );
  });
});
