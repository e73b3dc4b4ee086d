import { deepseekR1 } from './deepseek-r1.ts';
import { claude21Turns, claudeTurns, titanTurns } from './labelled-turns.ts';
import { llama3Instruct } from './llama3.ts';
import { alpaca, mptChat, phind, wizardCoder } from './named.ts';
import { joinedByBlanks } from './plain.ts';
import type { PromptForm } from './prompt.ts';
import { llama2Chat, mistralInstruct } from './role-marked.ts';

interface Choice {
  readonly when: (model: string) => boolean;
  readonly form: PromptForm;
}

const has =
  (...parts: readonly string[]) =>
  (model: string): boolean =>
    parts.some((part) => model.includes(part));

/** First match wins; names are compared in lower case. */
const CHOICES: readonly Choice[] = [
  { when: has('amazon.titan-text'), form: titanTurns },
  {
    when: (model) => has('anthropic.')(model) && has('claude-2.1', 'claude-v2:1')(model),
    form: claude21Turns,
  },
  { when: has('anthropic.'), form: claudeTurns },
  { when: has('mistral.'), form: mistralInstruct },
  { when: (model) => model.includes('llama2') && model.includes('chat'), form: llama2Chat },
  {
    when: (model) => has('llama3', 'llama4')(model) && model.includes('instruct'),
    form: llama3Instruct,
  },
  { when: (model) => model.includes('meta-llama/llama-2') && model.includes('chat'), form: llama2Chat },
  {
    when: (model) => has('meta-llama/llama-3', 'meta-llama-3')(model) && model.includes('instruct'),
    form: llama3Instruct,
  },
  {
    when: (model) =>
      has('codellama/codellama', 'togethercomputer/codellama')(model) && model.includes('instruct'),
    form: llama2Chat,
  },
  { when: (model) => model.includes('mosaicml/mpt') && model.includes('chat'), form: mptChat },
  { when: has('wizardlm/wizardcoder'), form: wizardCoder },
  { when: has('phind/phind-codellama'), form: phind },
  {
    when: (model) => model.includes('togethercomputer/llama-2') && has('instruct', 'chat')(model),
    form: llama2Chat,
  },
  { when: (model) => /^gryphe\/mytho(?:max-l2|mix-l2|logic-l2)-13b$/.test(model), form: alpaca },
  { when: (model) => model === 'deepseek-r1/deepseek-r1-7b-instruct', form: deepseekR1 },
];

/**
 * The template that LiteLLM takes for a model name on Bedrock. Where the name matches none it would
 * ask Hugging Face for one; Bedrock's own names are unknown there, so the plain template is left.
 * Source: litellm `prompt_templates/factory.py`, `prompt_factory`, 1.87 to 1.109.
 */
export function chooseTemplate(model: string): PromptForm {
  const name = model.toLowerCase();
  return CHOICES.find(({ when }) => when(name))?.form ?? joinedByBlanks;
}
