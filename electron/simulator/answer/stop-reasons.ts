import type { Answer } from './answer.ts';

type Reasons = Readonly<Record<Answer['stop'], string>>;

/** Why an answer ends, as Anthropic's messages and Converse say it. */
export const CLAUDE_REASONS = {
  end: 'end_turn',
  length: 'max_tokens',
  'stop-sequence': 'stop_sequence',
  tool: 'tool_use',
} as const satisfies Reasons;

/** Why an answer ends, as OpenAI's chat completions and the models after them say it. */
export const CHAT_REASONS = {
  end: 'stop',
  length: 'length',
  'stop-sequence': 'stop',
  tool: 'tool_calls',
} as const satisfies Reasons;
