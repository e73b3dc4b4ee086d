import type { Sample } from './sample.ts';
import { sample } from './sample.ts';

export type { Sample } from './sample.ts';

const rivers = [
  { role: 'system', content: 'You answer briefly.' },
  { role: 'user', content: 'List three rivers in Europe.' },
];

const weatherTool = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Current weather of a city',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
      required: ['city'],
    },
  },
};

/** A grey pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';

/** Requests that each show one thing worth knowing; the first is the one the app opens on. */
export const SAMPLES: readonly Sample[] = [
  sample({
    id: 'stream-chunk-size',
    title: 'stream_chunk_size leaks',
    note: 'The request that started it all: an internal knob reaches the body and Bedrock refuses it.',
    profile: 'litellm-1.87',
    route: 'auto',
    request: {
      model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: rivers,
      max_tokens: 256,
      temperature: 0.5,
      stop: ['END'],
      stream: true,
      stream_chunk_size: 2048,
    },
  }),
  sample({
    id: 'llama-stop',
    title: 'Llama loses stop',
    note: 'Llama on invoke knows no stop sequences: the parameter vanishes without an error.',
    profile: 'litellm-1.109',
    route: 'auto',
    request: {
      model: 'bedrock/invoke/meta.llama3-8b-instruct-v1:0',
      messages: rivers,
      max_tokens: 200,
      stop: ['END'],
      drop_params: true,
      stream: true,
    },
  }),
  sample({
    id: 'command-r-form',
    title: 'Command R, wrong body form',
    note: 'With the invoke prefix Command R gets the text form of Command: prompt instead of message.',
    profile: 'litellm-1.109',
    route: 'auto',
    request: {
      model: 'bedrock/invoke/cohere.command-r-v1:0',
      messages: rivers,
      max_tokens: 200,
      stream: true,
    },
  }),
  sample({
    id: 'tools',
    title: 'Tools on both routes',
    note: 'The same tool, three spellings: OpenAI, Anthropic and Converse side by side.',
    profile: 'litellm-1.109',
    route: 'compare',
    request: {
      model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: [{ role: 'user', content: 'How is the weather in Rome?' }],
      tools: [weatherTool],
      tool_choice: 'required',
      max_tokens: 400,
      stream: true,
    },
  }),
  sample({
    id: 'tool-round',
    title: 'A tool call and its result',
    note: 'An assistant turn with tool_calls and the tool’s answer, converted into blocks.',
    profile: 'litellm-1.109',
    route: 'compare',
    request: {
      model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: [
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
        { role: 'tool', tool_call_id: 'call_1', content: '24 degrees, clear sky' },
      ],
      tools: [weatherTool],
      max_tokens: 400,
      stream: true,
    },
  }),
  sample({
    id: 'image',
    title: 'Text and image parts',
    note: 'An image_url data URL becomes a base64 source on invoke and raw bytes on Converse.',
    profile: 'litellm-1.109',
    route: 'compare',
    request: {
      model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is in this picture?' },
            { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } },
          ],
        },
      ],
      max_tokens: 200,
      stream: true,
    },
  }),
  sample({
    id: 'reasoning-effort',
    title: 'reasoning_effort becomes thinking',
    note: 'A word turns into a token budget, and the answer arrives with a reasoning lane.',
    profile: 'litellm-1.109',
    route: 'auto',
    request: {
      model: 'bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: [{ role: 'user', content: 'Which is longer, the Rhine or the Elbe?' }],
      reasoning_effort: 'low',
      max_tokens: 4000,
      stream: true,
    },
  }),
  sample({
    id: 'json-schema',
    title: 'response_format json_schema',
    note: 'Structured output is done with a tool that nobody asked for.',
    profile: 'litellm-1.109',
    route: 'compare',
    request: {
      model: 'bedrock/us.anthropic.claude-opus-4-7',
      messages: rivers,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'rivers',
          schema: {
            type: 'object',
            properties: { rivers: { type: 'array', items: { type: 'string' } } },
            required: ['rivers'],
          },
        },
      },
      max_tokens: 300,
      stream: true,
    },
  }),
  sample({
    id: 'nova-top-k',
    title: 'Nova loses top_k',
    note: 'Nova’s own parameter, given in the spelling of everybody else, is not sent.',
    profile: 'litellm-1.109',
    route: 'auto',
    request: {
      model: 'bedrock/invoke/amazon.nova-lite-v1:0',
      messages: rivers,
      max_tokens: 200,
      top_k: 40,
      stream: true,
    },
  }),
  sample({
    id: 'titan-seed',
    title: 'Titan refuses seed',
    note: 'LiteLLM itself refuses the request before anything is sent; drop_params would hide it.',
    profile: 'litellm-1.109',
    route: 'auto',
    request: {
      model: 'bedrock/invoke/amazon.titan-text-express-v1',
      messages: rivers,
      max_tokens: 200,
      seed: 7,
    },
  }),
  sample({
    id: 'mcp-handler',
    title: 'skip_mcp_handler still leaks',
    note: 'An internal flag that current releases filter on Converse only.',
    profile: 'litellm-1.109',
    route: 'compare',
    request: {
      model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: rivers,
      max_tokens: 200,
      skip_mcp_handler: true,
      stream: true,
    },
  }),
  sample({
    id: 'mistral-opaque',
    title: 'Mistral says only “Validation Error”',
    note: 'The same kind of leak, but Bedrock does not name the key.',
    profile: 'litellm-1.87',
    route: 'auto',
    request: {
      model: 'bedrock/invoke/mistral.mistral-7b-instruct-v0:2',
      messages: rivers,
      max_tokens: 200,
      stream: true,
      stream_chunk_size: 512,
    },
  }),
  sample({
    id: 'guardrail',
    title: 'Guardrail: body or header?',
    note: 'guardrailConfig leaked as a body key in 1.87 and became headers later; compare the profiles.',
    profile: 'litellm-1.87',
    route: 'compare',
    request: {
      model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: rivers,
      max_tokens: 200,
      guardrailConfig: { guardrailIdentifier: 'gr-abc123', guardrailVersion: '1', trace: 'enabled' },
      stream: true,
    },
  }),
  sample({
    id: 'anthropic-messages',
    title: 'Anthropic messages form',
    note: 'The other way into LiteLLM: the body is nearly Bedrock’s own.',
    profile: 'litellm-1.109',
    route: 'auto',
    request: {
      model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      system: 'You answer briefly.',
      messages: [{ role: 'user', content: 'List three rivers in Europe.' }],
      max_tokens: 256,
      stop_sequences: ['END'],
      stream: true,
    },
  }),
];
