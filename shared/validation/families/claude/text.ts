import { quoted } from '../../evidence.ts';
import { closed, guessed, integer, list, number, text } from '../../schema/build.ts';
import { type Check, family } from '../family.ts';

const promptShape: Check = ({ prompt }) => {
  if (typeof prompt !== 'string' || /(?:^|\n)Human:/.test(prompt)) return [];
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

const answerLength: Check = ({ max_tokens_to_sample: asked }, { row }) =>
  typeof asked !== 'number' || asked > 0 || row.textForm?.is !== 'taken'
    ? []
    : [
        {
          pointer: '/max_tokens_to_sample',
          key: 'max_tokens_to_sample',
          sentence: 'max_tokens_to_sample: range: 1..1,000,000',
          why: 'An answer has at least one token.',
          source: [quoted('k8sgpt-ai/k8sgpt-operator', 537, '2024-10-14')],
          confirmed: true,
          fixes: [{ kind: 'set', pointer: '/max_tokens_to_sample', value: 1 }],
        },
      ];

/** A prompt that is well formed and meets a model that takes messages only. */
const messagesOnly: Check = ({ prompt }, { base, row }) => {
  if (typeof prompt !== 'string' || row.textForm?.is !== 'refused by name') return [];
  const name = base.replace(/^anthropic\./, '').replace(/-v\d+(:.*)?$/, '');
  return [
    {
      pointer: '/prompt',
      key: 'prompt',
      sentence: `"${name}" is not supported on this API. Please use the Messages API instead.`,
      why: 'Claude 3 and later take messages, not a prompt.',
      source: 'langchain #18513',
      confirmed: true,
      fixes: [],
    },
  ];
};

/** Text completions: Claude 2 and Instant take them, Claude 3 is asked in this form where there are no messages. */
export const claudeText = family({
  id: 'claude-text',
  dialect: 'everit',
  source: 'AWS page "Anthropic Claude Text Completions API"; dify #2942, dspy #365',
  schema: closed(
    {
      prompt: text(),
      max_tokens_to_sample: integer({ minimum: 0, maximum: 8191 }),
      temperature: guessed(number({ minimum: 0, maximum: 1 })),
      top_p: guessed(number({ minimum: 0, maximum: 1 })),
      top_k: guessed(integer({ minimum: 0, maximum: 500 })),
      stop_sequences: list(text()),
      anthropic_version: text(),
    },
    { required: ['prompt', 'max_tokens_to_sample'] },
  ),
  checks: [messagesOnly, promptShape, answerLength],
});
