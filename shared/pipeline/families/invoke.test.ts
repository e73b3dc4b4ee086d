import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const HI: Json = [{ role: 'user', content: 'hi' }];

const run = (model: string, more: JsonObject = {}, profile: ProfileId = 'litellm-1.109') =>
  transform({ api: 'chat', request: { model: `bedrock/invoke/${model}`, messages: HI, ...more }, profile });

function sent(...call: Parameters<typeof run>): JsonObject {
  const result = run(...call);
  if (result.kind !== 'outgoing') throw new Error(`${result.kind}: ${result.error.message}`);
  return result.outgoing.body;
}

/** Fates of the entries that speak of exactly this incoming value. */
const fatesOf = (pointer: string, ...call: Parameters<typeof run>): readonly string[] =>
  run(...call).ledger.entries.flatMap((entry) => (entry.from.includes(pointer) ? [entry.rule.fate] : []));

const LLAMA = 'meta.llama3-8b-instruct-v1:0';
const TITAN = 'amazon.titan-text-express-v1';
const GPT_OSS = 'openai.gpt-oss-20b-1:0';
const KIMI = 'moonshot.kimi-k2-thinking';
const PEGASUS = 'twelvelabs.pegasus-1-2-v1:0';

describe('prompt families', () => {
  it('says which parts of a message a prompt has no place for', () => {
    const messages = [{ role: 'user', name: 'ann', content: 'hi' }];
    expect(fatesOf('/messages/0/name', LLAMA, { messages })).toEqual(['dropped']);
    expect(fatesOf('/messages/0/content', LLAMA, { messages })).toEqual(['mapped']);
  });

  it('renders the template that comes with the call', () => {
    const roles = { user: { pre_message: 'U:', post_message: '!' } };
    expect(sent(LLAMA, { roles, initial_prompt_value: '>' }).prompt).toBe('>U:hi!');
    expect(fatesOf('/roles', LLAMA, { roles })).toContain('mapped');
  });

  it('crashes up to 1.90 on a template without roles, and renders it in 1.109', () => {
    const more = { initial_prompt_value: '>' };
    expect(run(LLAMA, more, 'litellm-1.87').kind).toBe('crashed');
    expect(run(LLAMA, more, 'litellm-1.90').kind).toBe('crashed');
    expect(sent(LLAMA, more).prompt).toBe('>hi');
  });

  it('reads a template of an odd form as each release does', () => {
    const odd = { roles: { user: 'U' }, initial_prompt_value: '>' };
    for (const profile of ['litellm-1.87', 'litellm-1.109'] as const) {
      expect(sent(LLAMA, odd, profile).prompt).toBe('>hi');
    }
    const word = { roles: 'user' };
    expect(run(LLAMA, word, 'litellm-1.90').kind).toBe('crashed');
    expect(run(LLAMA, word, 'litellm-1.109').kind).toBe('crashed');
    const mark = { roles: { user: { pre_message: null } } };
    expect(run(LLAMA, mark, 'litellm-1.90').kind).toBe('crashed');
    expect(sent(LLAMA, mark).prompt).toBe('hi');
  });

  it('leaves the history of Command R to the caller where the call brings a template along', () => {
    const more = { initial_prompt_value: '>', chat_history: [{ role: 'USER', message: 'x' }] };
    const request = { model: 'bedrock/cohere.command-r-v1:0', messages: HI, ...more };
    const result = transform({ api: 'chat', request, profile: 'litellm-1.109' });
    expect(result).toMatchObject({
      outgoing: { body: { message: '>hi', chat_history: more.chat_history } },
    });
  });

  it('crashes on tool arguments that are no JSON, though Command sends no tool results', () => {
    const kindOf = (given: Json) => {
      const call = { id: 'c', type: 'function', function: { name: 'f', arguments: given } };
      const messages = [
        { role: 'assistant', content: 'x', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'c', content: 'y' },
      ];
      return run('cohere.command-text-v14', { messages }).kind;
    };
    for (const odd of ['{"a', { a: 1 }, 0, false]) expect(kindOf(odd)).toBe('crashed');
    for (const empty of ['', {}, [], null]) expect(kindOf(empty)).toBe('outgoing');
  });

  it('streams by the path although stream is named among the dropped, and keeps stream out of bodies', () => {
    const dropped = run('cohere.command-text-v14', { stream: true, additional_drop_params: ['stream'] });
    expect(dropped).toMatchObject({ outgoing: { stream: true, body: { prompt: 'hi' } } });
    expect(sent('cohere.command-text-v14', { stream: true, additional_drop_params: ['stream'] })).toEqual({
      prompt: 'hi',
    });
    expect(sent(TITAN, { stream: true, allowed_openai_params: ['stream'] })).not.toHaveProperty(
      'textGenerationConfig.stream',
    );
  });

  it('takes OpenAI’s way for imported models with a region in front, too', () => {
    const model = 'bedrock/us-east-1/openai/arn:aws:bedrock:us-east-1:123456789012:imported-model/abc';
    const more = { stream_chunk_size: 5, guardrailConfig: { guardrailIdentifier: 'g' }, model_id: 'x' };
    const bodyOf = (profile: ProfileId) => {
      const result = transform({ api: 'chat', request: { model, messages: HI, ...more }, profile });
      return result.kind === 'outgoing' ? result.outgoing.body : null;
    };
    expect(bodyOf('litellm-1.90')).toMatchObject(more);
    const { stream_chunk_size: _, ...rest } = more;
    expect(bodyOf('litellm-1.109')).toMatchObject(rest);
  });

  it('takes the id of the model string where model_id is named among the dropped', () => {
    const more = { model_id: 'my-id', additional_drop_params: ['model_id'] };
    expect(run(LLAMA, more)).toMatchObject({ outgoing: { path: `/model/${LLAMA}/invoke` } });
    expect(fatesOf('/model_id', LLAMA, more)).toEqual(['dropped']);
  });

  it('crashes on a Hugging Face name that is no text, but not where no template asks for it', () => {
    expect(run(LLAMA, { hf_model_name: true }).kind).toBe('crashed');
    expect(run('ai21.j2-mid-v1', { hf_model_name: true }).kind).toBe('outgoing');
    expect(run('ai21.j2-mid-v1', { hf_model_name: ['x'] }).kind).toBe('crashed');
  });

  it('takes the template of a Hugging Face name given with the call', () => {
    const body = sent(TITAN, { hf_model_name: 'meta-llama/Meta-Llama-3-8B-Instruct' });
    expect(body.inputText).toMatch(/^<\|begin_of_text\|>/);
  });

  it('leaks unknown keys into Titan’s configuration', () => {
    expect(sent(TITAN, { custom: 1 }).textGenerationConfig).toEqual({ custom: 1 });
    expect(fatesOf('/custom', TITAN, { custom: 1 })).toEqual(['leaked']);
  });

  it('lets max_completion_tokens win over max_tokens', () => {
    const more = { max_completion_tokens: 2, max_tokens: 1 };
    expect(sent(TITAN, more).textGenerationConfig).toEqual({ maxTokenCount: 2 });
    expect(fatesOf('/max_tokens', TITAN, more)).toEqual(['dropped']);
  });

  it('hands a stop string on as LiteLLM does, and as a list under the strict profile', () => {
    const model = 'mistral.mistral-7b-instruct-v0:2';
    expect(sent(model, { stop: 'END' }).stop).toBe('END');
    expect(sent(model, { stop: 'END' }, 'strict').stop).toEqual(['END']);
  });

  it('sends the prompt that the call sets itself instead of the messages', () => {
    expect(sent(LLAMA, { prompt: 'own' }).prompt).toBe('own');
    expect(fatesOf('/messages/0/content', LLAMA, { prompt: 'own' })).toEqual(['dropped']);
  });

  it('turns Cohere’s stop into a list since 1.109', () => {
    const model = 'cohere.command-text-v14';
    expect(sent(model, { stop: 'END' }, 'litellm-1.90').stop_sequences).toBe('END');
    expect(sent(model, { stop: 'END' }).stop_sequences).toEqual(['END']);
  });
});

describe('a guardrail on invoke', () => {
  const guardrailConfig = { guardrailIdentifier: 'g', guardrailVersion: '1', trace: 'enabled' };

  it('leaks into the body before 1.109 and travels in headers since', () => {
    expect(sent(LLAMA, { guardrailConfig }, 'litellm-1.87').guardrailConfig).toEqual(guardrailConfig);
    const result = run(LLAMA, { guardrailConfig });
    expect(result.kind === 'outgoing' && result.outgoing.headers).toEqual({
      'x-amzn-bedrock-guardrailidentifier': 'g',
      'x-amzn-bedrock-guardrailversion': '1',
      'x-amzn-bedrock-trace': 'ENABLED',
    });
  });

  it.each([[{}], [{ guardrailIdentifier: 'g', trace: 'loud' }], ['g']])('refuses %j', (config) => {
    const result = run(LLAMA, { guardrailConfig: config });
    expect(result.kind === 'refused' && result.error.type).toBe('BadRequestError');
  });
});

describe('families that copy what they know', () => {
  it('drops everything else in silence', () => {
    const model = 'qwen.qwen3-32b-v1:0';
    const more = { max_tokens: 5, top_k: 3, repetition_penalty: 1.1, stream_chunk_size: 512 };
    const body = sent(model, more, 'litellm-1.87');
    expect(body).toEqual({ prompt: expect.any(String), max_gen_len: 5, top_k: 3 });
    expect(fatesOf('/repetition_penalty', model, more, 'litellm-1.87')).toEqual(['dropped']);
    expect(fatesOf('/stream_chunk_size', model, more, 'litellm-1.87')).toEqual(['consumed']);
  });

  it('makes Pegasus’s mediaSource of whatever names the video', () => {
    expect(sent(PEGASUS, { video_base64: 'data:video/mp4;base64,AAAA' }).mediaSource).toEqual({
      base64String: 'AAAA',
    });
    const s3 = { video_s3_uri: 's3://b/k', video_s3_bucket_owner: '1' };
    expect(sent(PEGASUS, s3).mediaSource).toEqual({ s3Location: { uri: 's3://b/k', bucketOwner: '1' } });
    expect(fatesOf('/video_s3_bucket_owner', PEGASUS, { ...s3, video_base64: 'AAAA' })).toEqual(['dropped']);
  });

  it('unwraps a JSON schema for Pegasus', () => {
    const schema = { type: 'object' };
    const body = sent(PEGASUS, {
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
    });
    expect(body.responseFormat).toEqual({ jsonSchema: schema });
  });
});

describe('the chat form', () => {
  const image = { type: 'image_url', image_url: { url: 'data:,x' } };

  it('repeats the model with the route in front, which Bedrock refuses, and without it when strict', () => {
    expect(sent(GPT_OSS).model).toBe(`invoke/${GPT_OSS}`);
    expect(sent(GPT_OSS, {}, 'strict').model).toBe(GPT_OSS);
  });

  it('fails on a message without content, because it renders a prompt it never sends', () => {
    const messages = [{ role: 'assistant', tool_calls: [] }];
    expect(run(GPT_OSS, { messages }).kind).toBe('crashed');
  });

  it('takes cache_control out, however deep, and says so', () => {
    const cached = { cache_control: { type: 'ephemeral' } };
    const messages = [{ role: 'user', content: [{ type: 'text', text: 'x', ...cached }], ...cached }];
    expect(sent(GPT_OSS, { messages }).messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'x' }] },
    ]);
    expect(fatesOf('/messages/0/content/0/cache_control', GPT_OSS, { messages })).toEqual(['dropped']);
  });

  it('moves a tool’s image behind the tool messages since 1.109', () => {
    const tool = { role: 'tool', tool_call_id: 'c', content: [image] };
    const messages = [{ role: 'user', content: 'a' }, tool, { role: 'user', content: 'b' }];
    const placed = sent(GPT_OSS, { messages }).messages;
    expect(placed).toMatchObject([
      { content: 'a' },
      { role: 'tool', content: expect.stringContaining('Tool returned an image') },
      { role: 'user', content: [{ type: 'text' }, image] },
      { content: 'b' },
    ]);
    expect(sent(GPT_OSS, { messages }, 'litellm-1.90').messages).toEqual(messages);
  });

  it('names a file that has no name', () => {
    const messages = [{ role: 'user', content: [{ type: 'file', file: { file_data: 'data:,x' } }] }];
    expect(sent(GPT_OSS, { messages }).messages).toMatchObject([
      { content: [{ file: { filename: 'my_file.pdf' } }] },
    ]);
  });

  it('does not fetch a file that LiteLLM would download, and says so', () => {
    const file = { file_id: 'https://example.com/a.pdf' };
    const result = run(GPT_OSS, { messages: [{ role: 'user', content: [{ type: 'file', file }] }] });
    expect(result.kind === 'crashed' && result.error.message).toContain('does not fetch files');
  });

  it('refuses a file part without a file', () => {
    const messages = [{ role: 'user', content: [{ type: 'file' }] }];
    const result = run(GPT_OSS, { messages });
    expect(result.kind === 'refused' && result.error.type).toBe('BadRequestError');
  });
});

describe('Kimi', () => {
  it('gets texts as strings unless some message holds more than text', () => {
    const text = {
      role: 'user',
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    };
    expect(sent(KIMI, { messages: [text] }).messages).toEqual([{ role: 'user', content: 'ab' }]);
    const image = { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,x' } }] };
    expect(sent(KIMI, { messages: [text, image] }).messages).toEqual([text, image]);
  });

  it('reads the search results of a message behind its text, from 1.90 on', () => {
    const results = [{ source: 'ü', title: 'T', content: [{ text: 'hit' }], citations: { é: [1] } }];
    const messages = [{ role: 'tool', tool_call_id: 'x', content: 'found: ', search_results: results }];
    const content = 'found: üThit{"\\u00e9":[1]}';
    expect(sent(KIMI, { messages }).messages).toMatchObject([{ content, search_results: results }]);
    expect(fatesOf('/messages/0/search_results', KIMI, { messages })).toContain('mapped');
    const old = sent(KIMI, { messages, api_key: 'token' }, 'litellm-1.87');
    expect(old.messages).toMatchObject([{ content: 'found: ' }]);
  });

  it('gets temperatures moved into its range', () => {
    expect(sent(KIMI, { temperature: 1.5 }).temperature).toBe(1);
    expect(sent(KIMI, { temperature: 0.1, n: 2 }).temperature).toBe(0.3);
    expect(sent(KIMI, { temperature: 0.1 }).temperature).toBe(0.1);
  });

  it('is asked for a tool in words where a tool is required', () => {
    const tools = [{ type: 'function', function: { name: 'f' } }];
    const body = sent(KIMI, { tools, tool_choice: 'required' });
    expect(body).not.toHaveProperty('tool_choice');
    expect(body.messages).toHaveLength(2);
    expect(fatesOf('/tool_choice', KIMI, { tools, tool_choice: 'required' })).toEqual(['mapped']);
  });

  it('fails before it is sent up to 1.90', () => {
    expect(run(KIMI, {}, 'litellm-1.90').kind).toBe('crashed');
  });
});

describe('models without a body form', () => {
  it('crashes for Claude 2 in every release and has a body under the strict profile', () => {
    const model = 'anthropic.claude-v2:1';
    expect(run(model).kind).toBe('crashed');
    expect(sent(model, { max_tokens: 9, stop: 'x' }, 'strict')).toEqual({
      prompt: '\n\nHuman: hi\n\nAssistant: ',
      max_tokens_to_sample: 9,
      stop_sequences: ['x'],
    });
  });
});
