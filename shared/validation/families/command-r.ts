import { closed, flag, guessed, integer, list, number, oneOf, open, text } from '../schema/build.ts';
import { family } from './family.ts';

/** Cohere Command R and R+, chat form. */
export const commandR = family({
  id: 'command-r',
  dialect: 'everit',
  source: 'AWS page "Cohere Command R and Command R+ models"; dify #4198',
  schema: closed(
    {
      message: text(),
      chat_history: list(
        open({ role: text(), message: text() }, { required: ['role'], unconfirmed: ['required'] }),
      ),
      documents: list(open()),
      search_queries_only: flag(),
      preamble: text(),
      max_tokens: guessed(integer({ minimum: 0, maximum: 4000 })),
      temperature: guessed(number({ minimum: 0, maximum: 1 })),
      p: number({ minimum: 0.01, maximum: 0.99, source: 'promptfoo #914', unconfirmed: ['minimum'] }),
      k: guessed(number({ minimum: 0, maximum: 500 })),
      prompt_truncation: guessed(oneOf(['OFF', 'AUTO_PRESERVE_ORDER'])),
      frequency_penalty: guessed(number({ minimum: 0, maximum: 1 })),
      presence_penalty: guessed(number({ minimum: 0, maximum: 1 })),
      seed: integer(),
      return_prompt: flag(),
      tools: list(open({ name: text(), description: text(), parameter_definitions: open() })),
      tool_results: list(open()),
      stop_sequences: list(text()),
      raw_prompting: flag(),
    },
    { required: ['message'] },
  ),
});
