import { quoted } from '../evidence.ts';
import type { Check } from './family.ts';

/**
 * Nova's models that make pictures or embeddings read a task; a body without one is taken for a conversation, and all
 * that is told is that it has no messages.
 */
export const taskOrMessages: Check = ({ taskType, messages }) =>
  taskType !== undefined || messages !== undefined
    ? []
    : [
        {
          pointer: '',
          key: 'taskType',
          sentence:
            'Malformed input request: #: required key [messages] not found, please reformat your input and try again.',
          why: 'The body names no `taskType`, so Nova takes it for a conversation.',
          source: [
            quoted('agentgateway/agentgateway', 2936, '2026-08-09'),
            quoted('langchain-ai/langchain-aws', 744, '2025-11-03'),
            quoted('BerriAI/litellm', 7190, '2024-12-12'),
          ],
          confirmed: true,
          fixes: [],
        },
      ];
