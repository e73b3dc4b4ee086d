import type { JsonObject } from '../../json/json.ts';
import type { Api } from '../call/result.ts';

/** One column of the leak matrix: a body form, with the smallest call that takes it. */
export interface AuditColumn {
  readonly id: string;
  readonly label: string;
  readonly api: Api;
  readonly request: JsonObject;
}

const chat = (id: string, label: string, model: string): AuditColumn => ({
  id,
  label,
  api: 'chat',
  request: { model, messages: [{ role: 'user', content: 'hi' }], max_tokens: 16 },
});

/** One that is served: what was measured with Claude 3.5 Sonnet holds for it, key by key. */
const CLAUDE = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const IMPORTED = 'arn:aws:bedrock:us-east-1:000000000000:imported-model/abcdefabcdef';

export const AUDIT_COLUMNS: readonly AuditColumn[] = [
  chat('anthropic', 'anthropic', `bedrock/invoke/${CLAUDE}`),
  {
    id: 'messages',
    label: 'messages',
    api: 'messages',
    request: {
      model: `bedrock/invoke/${CLAUDE}`,
      messages: [{ role: 'user', content: 'hi' }],
      max_tokens: 16,
    },
  },
  chat('titan', 'titan', 'bedrock/invoke/amazon.titan-text-express-v1'),
  chat('nova', 'nova', 'bedrock/invoke/amazon.nova-lite-v1:0'),
  chat('cohere', 'cohere', 'bedrock/invoke/cohere.command-text-v14'),
  chat('command-r', 'command r', 'bedrock/cohere.command-r-v1:0'),
  chat('ai21', 'jurassic', 'bedrock/invoke/ai21.j2-ultra-v1'),
  chat('llama', 'llama', 'bedrock/invoke/meta.llama3-8b-instruct-v1:0'),
  chat('mistral', 'mistral', 'bedrock/invoke/mistral.mistral-7b-instruct-v0:2'),
  chat('deepseek_r1', 'deepseek', `bedrock/deepseek_r1/${IMPORTED}`),
  chat('openai', 'openai', `bedrock/openai/${IMPORTED}`),
  chat('qwen3', 'qwen', `bedrock/qwen3/${IMPORTED}`),
  chat('moonshot', 'kimi', 'bedrock/invoke/moonshot.kimi-k2-thinking'),
  chat('twelvelabs', 'pegasus', 'bedrock/invoke/twelvelabs.pegasus-1-2-v1:0'),
  chat('converse-claude', 'converse', `bedrock/converse/${CLAUDE}`),
];
