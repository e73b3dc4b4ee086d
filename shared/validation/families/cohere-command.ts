import { composeWith } from '../compose.ts';
import { closed, flag, guessed, integer, list, number, oneOf, open, text } from '../schema/build.ts';
import { family } from './family.ts';

/** Cohere Command and Command Light, text form. */
export const cohereCommand = family({
  id: 'cohere-command',
  dialect: 'everit',
  source: 'AWS page "Cohere Command models"; langchain #12790',
  compose: composeWith({
    maxTokens: 'max_tokens',
    temperature: 'temperature',
    topP: 'p',
    stopSequences: 'stop_sequences',
  }),
  schema: closed(
    {
      prompt: guessed(
        text({ maxLength: 2048 }),
        'AWS page "Cohere Command models"; longer prompts circulate',
      ),
      temperature: number({ minimum: 0, maximum: 5 }),
      p: number({ minimum: 0, maximum: 1 }),
      k: number({ minimum: 0, maximum: 500 }),
      max_tokens: integer({ minimum: 1, maximum: 4096 }),
      stop_sequences: list(text()),
      return_likelihoods: oneOf(['GENERATION', 'ALL', 'NONE']),
      stream: flag(),
      num_generations: integer({ minimum: 1, maximum: 5 }),
      logit_bias: open({}, { additionalProperties: number({ minimum: -10, maximum: 10 }) }),
      truncate: oneOf(['NONE', 'START', 'END']),
    },
    { required: ['prompt'] },
  ),
});
