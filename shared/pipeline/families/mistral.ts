import { rowsFor } from '../call/table.ts';
import { strictChat, strictly, TO_MAX_TOKENS } from './openai/strict-chat.ts';
import { STREAM_IN_PATH, stopList, textFamily } from './text/form.ts';

const rows = rowsFor('mistral', 'LiteLLM AmazonMistralConfig.map_openai_params; AWS Mistral AI models');

const prompt = textFamily({
  id: 'mistral',
  label: 'Mistral AI',
  supported: ['max_tokens', 'temperature', 'top_p', 'stop', 'stream'],
  accepts: ['top_k'],
  table: {
    max_tokens: rows.kept('max_tokens'),
    temperature: rows.kept('temperature'),
    top_p: rows.kept('top_p'),
    stop: rows.mapped(
      'stop',
      'stop',
      'stop keeps its name; LiteLLM leaves a single string a string although Mistral wants a list.',
      ({ value }, context) => stopList(value, context),
    ),
    stream: STREAM_IN_PATH,
  },
  prompt: 'prompt',
  form: 'by-model',
});

const chat = strictChat({
  id: 'mistral',
  label: 'Mistral AI (chat form)',
  kept: ['max_tokens', 'temperature', 'top_p', 'tools'],
  table: {
    max_completion_tokens: TO_MAX_TOKENS,
    tool_choice: rows.mapped(
      'tool_choice',
      'tool_choice',
      'Mistral calls a required tool choice any.',
      ({ value }) => (value === 'auto' || value === 'none' ? value : 'any'),
    ),
  },
});

/** First models of Mistral, which take a prompt; Large 2402 takes both forms. */
const TAKES_PROMPT = /mixtral|mistral-(7b|small-2402|large-2402)/;

/** Mistral. LiteLLM has the prompt form only; when strict, later models get the chat form they want. */
export const mistral = strictly(
  prompt,
  (base) => base.startsWith('mistral.') && !TAKES_PROMPT.test(base),
  chat,
);
