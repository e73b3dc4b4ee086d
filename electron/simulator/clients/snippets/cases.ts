import type { RouteView } from '../../../../shared/contract/inspection.ts';
import type { JsonObject } from '../../../../shared/json/json.ts';
import type { ProfileId } from '../../../../shared/pipeline/releases/profile.ts';
import { snippetInput } from '../../../../shared/share/snippets/from-view.ts';
import type { SnippetInput } from '../../../../shared/share/snippets/snippet.ts';
import { inspect } from '../../../inspector/inspect.ts';

interface Case {
  readonly name: string;
  readonly profile: ProfileId;
  readonly request: JsonObject;
  readonly route?: 'invoke' | 'converse';
}

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';
const SONNET = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: "The city's weather",
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

/** Calls whose snippets are run: each route, streamed and whole, with what quoting and clients may stumble over. */
export const CASES: readonly Case[] = [
  {
    name: 'a leak on the invoke route, streamed',
    profile: 'litellm-1.87',
    request: {
      model: `bedrock/invoke/${SONNET}`,
      messages: [{ role: 'user', content: 'It\'s "quoted" \\ and $HOME `x` %s – Grüße 🙂\nnext line' }],
      max_tokens: 20,
      stop: ['END'],
      stream: true,
      stream_chunk_size: 2048,
    },
  },
  {
    name: 'tools on the converse route',
    profile: 'litellm-1.109',
    request: {
      model: `bedrock/converse/${SONNET}`,
      messages: [
        { role: 'system', content: 'You answer briefly.' },
        { role: 'user', content: 'How is the weather in Rome?' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            {
              id: 'call_1',
              type: 'function',
              function: { name: 'get_weather', arguments: '{"city":"Rome"}' },
            },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: '24 degrees' },
      ],
      tools: [weather],
      max_tokens: 100,
      temperature: 0.5,
    },
  },
  {
    name: 'a picture on the converse route, streamed',
    profile: 'litellm-1.109',
    route: 'converse',
    request: {
      model: `bedrock/${SONNET}`,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } },
          ],
        },
      ],
      max_tokens: 20,
      top_k: 5,
      stream: true,
    },
  },
  {
    name: 'the messages API',
    profile: 'litellm-1.109',
    request: {
      model: `bedrock/invoke/${SONNET}`,
      system: 'You answer briefly.',
      messages: [{ role: 'user', content: 'Hello\u2028there' }],
      max_tokens: 64,
      stop_sequences: ['END'],
      top_k: 3,
    },
  },
  {
    name: 'headers for betas, odd texts',
    profile: 'litellm-1.109',
    request: {
      model: `bedrock/invoke/${SONNET}`,
      messages: [{ role: 'user', content: `BODY\nEOF\r\n'''"""\t\u2028\u202e \${x} $(id) !! \\n` }],
      max_tokens: 20,
      extra_headers: { 'anthropic-beta': 'interleaved-thinking-2025-05-14', 'x-own': `it's "so"` },
    },
  },
  {
    name: 'an imported model by its ARN',
    profile: 'litellm-1.109',
    request: {
      model: 'bedrock/qwen3/arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefabcdef',
      messages: [{ role: 'user', content: 'Hello' }],
      max_tokens: 20,
    },
  },
  {
    name: 'embeddings',
    profile: 'litellm-1.109',
    request: { model: 'bedrock/cohere.embed-english-v3', input: ['one', "it's two"] },
  },
  {
    name: 'a picture that is made',
    profile: 'litellm-1.109',
    request: { model: 'bedrock/amazon.nova-canvas-v1:0', prompt: 'A "red" boat', size: '512x512' },
  },
  ...(['invoke', 'converse'] as const).map(
    (route): Case => ({
      name: `more than one argument has room for, on the ${route} route`,
      profile: 'litellm-1.109',
      request: {
        model: `bedrock/${route}/${SONNET}`,
        messages: [{ role: 'user', content: `it's long \n${'0123456789'.repeat(15_000)}` }],
        max_tokens: 20,
      },
    }),
  ),
  {
    name: 'another vendor’s model',
    profile: 'litellm-1.109',
    request: {
      model: 'bedrock/us.amazon.nova-lite-v1:0',
      messages: [{ role: 'user', content: 'Hello' }],
      max_tokens: 20,
      temperature: 0.0,
    },
  },
];

const inspected = ({ request, profile, route }: Case): ReturnType<typeof inspect> =>
  inspect({ text: JSON.stringify(request, null, 2), profile, route: route ?? 'auto', direct: true });

/** What Bedrock says to a case. */
export function verdictOf(one: Case): RouteView['verdict'] | undefined {
  const result = inspected(one);
  return result.kind === 'inspected' ? result.views[0]?.verdict : undefined;
}

/** What the snippets of a case are written from. */
export function inputOf(one: Case): SnippetInput {
  const { profile } = one;
  const result = inspected(one);
  const view = result.kind === 'inspected' ? result.views[0] : undefined;
  const input =
    result.kind === 'inspected' && view
      ? snippetInput(result, view, { profile, settings: {}, region: 'us-east-1' })
      : null;
  if (!input) throw new Error('Nothing is sent for this case.');
  return input;
}
