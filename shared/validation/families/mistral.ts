import { isObject, type Json } from '../../json/json.ts';
import { anything, closed, guessed, integer, list, number, oneOf, open, text } from '../schema/build.ts';
import { type FamilyRules, family } from './family.ts';
import { composePixtral, pixtralForms } from './pixtral.ts';

const prompt = (name: string, mostTokens: number): FamilyRules =>
  family({
    id: `mistral/${name}`,
    dialect: 'pydantic-text',
    source: 'AWS page "Mistral AI text completion"; langchain-aws #185, promptfoo #913',
    schema: closed(
      {
        prompt: text(),
        max_tokens: integer({ minimum: 1, maximum: mostTokens }),
        stop: guessed(list(text(), { maxItems: 10 })),
        temperature: guessed(number({ minimum: 0, maximum: 1 })),
        top_p: guessed(number({ minimum: 0, maximum: 1 })),
        top_k: guessed(integer({ minimum: 0, maximum: 200 })),
      },
      { required: ['prompt'] },
    ),
  });

const PROMPT = prompt('prompt', 8192);
const MIXTRAL_PROMPT = prompt('mixtral-prompt', 4096);

const CHAT = family({
  id: 'mistral/chat',
  dialect: 'pydantic-chat',
  source: 'AWS page "Mistral AI chat completion"; litellm #5592 (Mistral Large 2407 on Converse)',
  schema: closed(
    {
      messages: list(
        open(
          {
            role: oneOf(['system', 'user', 'assistant', 'tool']),
            content: anything,
            tool_calls: list(open()),
            tool_call_id: text(),
          },
          { required: ['role'] },
        ),
      ),
      tools: list(open({ type: text(), function: open() })),
      tool_choice: oneOf(['auto', 'any', 'none']),
      max_tokens: guessed(integer({ minimum: 1 })),
      temperature: guessed(number({ minimum: 0, maximum: 1 })),
      top_p: guessed(number({ minimum: 0, maximum: 1 })),
      top_k: guessed(integer({ minimum: 0 })),
    },
    { required: ['messages'] },
  ),
});

const PIXTRAL: FamilyRules = {
  ...CHAT,
  id: 'mistral/pixtral',
  dialect: 'opaque',
  fields: { ...CHAT.fields, additionalProperties: true },
  compose: composePixtral,
  checks: [pixtralForms],
};

/** Mistral's own models: the first take a prompt, Large and Small 2402 and Large 2407 a chat as well, Pixtral a chat only. */
export function mistralRules(base: string, body: Json): FamilyRules {
  if (base.includes('mixtral')) return MIXTRAL_PROMPT;
  if (base.includes('mistral-7b')) return PROMPT;
  if (base.includes('pixtral')) return PIXTRAL;
  return isObject(body) && 'messages' in body ? CHAT : PROMPT;
}
