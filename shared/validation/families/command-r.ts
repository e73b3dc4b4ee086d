import { composeWith } from '../compose.ts';
import { quoted, recorded } from '../evidence.ts';
import { closed, flag, guessed, integer, list, number, oneOf, open, text } from '../schema/build.ts';
import { family } from './family.ts';

// A report of June 2024 has 1 refused, with 0.99 as the bound; a later recording has it accepted.
const P_SOURCE = [
  quoted('promptfoo/promptfoo', 914, '2024-06-10'),
  recorded(
    'open-telemetry/opentelemetry-java-instrumentation',
    'instrumentation/aws-sdk/aws-sdk-2.2/testing/src/main/resources/mappings/io.opentelemetry.instrumentation.awssdk.v2_2.abstractaws2bedrockruntimetest.testinvokemodelcoherecommandr.yaml',
    '2025-03',
  ),
];

/** Cohere Command R and R+, chat form. */
export const commandR = family({
  id: 'command-r',
  dialect: 'everit',
  source: 'AWS page "Cohere Command R and Command R+ models"; dify #4198',
  compose: composeWith({
    maxTokens: 'max_tokens',
    temperature: 'temperature',
    topP: 'p',
    stopSequences: 'stop_sequences',
  }),
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
      p: number({ minimum: 0.01, maximum: 1, source: P_SOURCE, unconfirmed: ['minimum'] }),
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
