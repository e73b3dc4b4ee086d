import { describe, expect, it } from 'vitest';
import { catalog, listedParameters } from './catalog.ts';
import { costFlag, disabled, isListed, modelInfo, supports } from './lookup.ts';

describe('looking a model up', () => {
  it('finds a listed id under its own name', () => {
    expect(modelInfo('1.87.0', 'anthropic.claude-3-haiku-20240307-v1:0')).toMatchObject({
      key: 'anthropic.claude-3-haiku-20240307-v1:0',
      maxInputTokens: 200000,
      maxOutputTokens: 4096,
    });
  });

  it.each([
    'us.meta.llama3-8b-instruct-v1:0',
    'converse/meta.llama3-8b-instruct-v1:0',
    'us-west-2/meta.llama3-8b-instruct-v1:0',
    'META.LLAMA3-8B-INSTRUCT-V1:0',
  ])('looks past geography, route, region and case: %s', (id) => {
    expect(modelInfo('1.109.1', id)?.key).toContain('meta.llama3-8b-instruct-v1:0');
  });

  it('looks past the throughput suffix', () => {
    expect(modelInfo('1.87.0', 'anthropic.claude-3-haiku-20240307-v1:0:48k')?.key).toBe(
      'anthropic.claude-3-haiku-20240307-v1:0',
    );
  });

  it('reads the model off an inference profile ARN', () => {
    const arn =
      'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-7-sonnet-20250219-v1:0';
    expect(modelInfo('1.90.0', arn)?.maxInputTokens).toBe(200000);
  });

  it('knows nothing of an id no release lists', () => {
    expect(modelInfo('1.87.0', 'acme.thinker-1')).toBeUndefined();
    expect(supports('1.87.0', 'acme.thinker-1', 'supports_reasoning')).toBe(false);
  });

  it('gives a Claude that is not listed its capabilities by the shape of its id, in 1.109 only', () => {
    expect(supports('1.109.1', 'us.anthropic.claude-newfamily-7', 'supports_tool_search')).toBe(true);
    expect(supports('1.90.0', 'us.anthropic.claude-newfamily-7', 'supports_tool_search')).toBe(false);
  });

  it('gives nothing to a Claude id that another provider lists', () => {
    expect(modelInfo('1.109.1', 'claude-sonnet-4-5')).toBeUndefined();
  });

  it('tells an outright no from silence', () => {
    expect(disabled('1.109.1', 'moonshot.kimi-k2-thinking', 'supports_vision')).toBe(true);
    expect(disabled('1.87.0', 'moonshot.kimi-k2-thinking', 'supports_vision')).toBe(false);
  });

  it('takes raw flags from exactly the key that was asked for', () => {
    expect(costFlag('1.109.1', 'nobody.knows', 'supports_reasoning')).toBeUndefined();
  });
});

describe('the catalog', () => {
  it.each([
    ['1.87.0', 191],
    ['1.90.0', 201],
    ['1.109.1', 295],
  ] as const)('lists every Bedrock chat model of release %s', (release, count) => {
    expect(catalog(release)).toHaveLength(count);
  });

  it('names route, sizes and capabilities', () => {
    const model = catalog('1.109.1').find(({ id }) => id === 'anthropic.claude-sonnet-4-6');
    expect(model).toMatchObject({ route: 'converse', maxInputTokens: 1000000 });
    expect(model?.capabilities).toContain('reasoning');
  });

  it('lists supported parameters by route', () => {
    expect(listedParameters('1.87.0', 'amazon.titan-text-express-v1', 'invoke')).not.toContain('tools');
    expect(listedParameters('1.87.0', 'anthropic.claude-3-haiku-20240307-v1:0', 'converse')).toContain(
      'tools',
    );
    expect(listedParameters('1.87.0', 'nobody.knows', 'auto')).toBeUndefined();
  });
});

describe('isListed', () => {
  it('holds for every entry, whatever the model does and whoever hosts it', () => {
    expect(isListed('1.109.1', 'amazon.titan-embed-text-v2:0')).toBe(true);
    expect(isListed('1.109.1', 'gpt-4o')).toBe(true);
    expect(isListed('1.109.1', 'amazon.nova-ultra-v9:0')).toBe(false);
  });
});
