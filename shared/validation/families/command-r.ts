import type { Json } from '../../json/json.ts';
import { composeWith } from '../compose.ts';
import { type Capabilities, evidenceFor } from '../models/capabilities/capability.ts';
import { COMMAND_R_P } from '../models/capabilities/other.ts';
import { closed, flag, guessed, integer, list, number, oneOf, open, text } from '../schema/build.ts';
import { type FamilyRules, family } from './family.ts';

const P_SOURCE = [...evidenceFor(COMMAND_R_P)];

const commandRUpTo = (most: number): FamilyRules =>
  family({
    id: `command-r/${most}`,
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
        p: number({ minimum: 0.01, maximum: most, source: P_SOURCE, unconfirmed: ['minimum'] }),
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

const TODAY = commandRUpTo(1);
/** As it was in June 2024. */
const EARLIER = commandRUpTo(0.99);

/** Cohere Command R and R+, chat form. */
export const commandR = (_base: string, _body: Json, row: Partial<Capabilities>): FamilyRules =>
  (row.mostP?.is ?? 1) < 1 ? EARLIER : TODAY;
