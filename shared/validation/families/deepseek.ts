import { composeWith } from '../compose.ts';
import { closed, integer, list, number, text } from '../schema/build.ts';
import { family } from './family.ts';

/** DeepSeek R1, prompt form; it is served through inference profiles only. */
export const deepseekR1 = family({
  id: 'deepseek-r1',
  dialect: 'opaque',
  source: 'AWS page "DeepSeek models"; langchain-aws PR #417',
  compose: composeWith({
    maxTokens: 'max_tokens',
    temperature: 'temperature',
    topP: 'top_p',
    stopSequences: 'stop',
  }),
  schema: closed(
    {
      prompt: text(),
      temperature: number({ minimum: 0, maximum: 1 }),
      top_p: number({ minimum: 0, maximum: 1 }),
      max_tokens: integer({ minimum: 1, maximum: 32768 }),
      stop: list(text(), { maxItems: 10 }),
    },
    { required: ['prompt'] },
  ),
});
