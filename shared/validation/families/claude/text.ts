import { closed, guessed, integer, list, number, text } from '../../schema/build.ts';
import { type Check, family } from '../family.ts';

const promptShape: Check = ({ prompt }) => {
  if (typeof prompt !== 'string' || /(?:^|\n)\n*Human:/.test(prompt)) return [];
  return [
    {
      pointer: '/prompt',
      key: 'prompt',
      sentence: 'prompt must start with "\n\nHuman:" turn after an optional system prompt',
      why: 'Claude 2 wants its prompt as turns that begin with "\\n\\nHuman:" and "\\n\\nAssistant:".',
      source: 'spring-ai #404',
      confirmed: true,
      fixes: [],
    },
  ];
};

/** Claude 2 and Instant, text completions. */
export const claudeText = family({
  id: 'claude-text',
  dialect: 'everit',
  source: 'AWS page "Anthropic Claude Text Completions API"; dify #2942, dspy #365',
  schema: closed(
    {
      prompt: text(),
      max_tokens_to_sample: integer({ minimum: 0, maximum: 4096 }),
      temperature: guessed(number({ minimum: 0, maximum: 1 })),
      top_p: guessed(number({ minimum: 0, maximum: 1 })),
      top_k: guessed(integer({ minimum: 0, maximum: 500 })),
      stop_sequences: list(text()),
      anthropic_version: text(),
    },
    { required: ['prompt', 'max_tokens_to_sample'] },
  ),
  checks: [promptShape],
});
