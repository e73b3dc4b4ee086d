import { aiSdk, aiSdkEmbedding } from './calls/ai-sdk.ts';
import { bedrock } from './calls/bedrock.ts';
import { client } from './calls/clients.ts';
import { http, httpByAddress } from './calls/http.ts';
import type { Known, Language } from './calls/known.ts';
import { langchain, spokenTo } from './calls/langchain.ts';
import { langchainClient } from './calls/langchain-client.ts';
import { batchCompletion, litellm } from './calls/litellm.ts';
import { routed } from './calls/router.ts';
import type { Found } from './found.ts';

/** Between the resource of a client and its method. */
const RAW = '(?:\\.with_(?:raw|streaming)_response)?';
const METHOD = `${RAW}\\.(?:create|parse|stream)$`;

/** What hands messages to a model of LangChain's. */
const handedOver: Known['madeBy'] = (language) => spokenTo(language).handed;

/** Most telling first. */
const KNOWN: readonly Known[] = [
  {
    callee: new RegExp(`(?:^|\\.)chat\\.completions${METHOD}`),
    read: client('chat', '/v1/chat/completions'),
  },
  {
    callee: /(?:^|\.)anthropic\.messages\.a?create$|(?:^|\.)anthropic_messages$/,
    read: litellm('messages', 'named'),
  },
  {
    callee: /(?:^|\.)messages\.(?:count_tokens|countTokens)$/,
    read: client('count-tokens', '/v1/messages/count_tokens'),
  },
  { callee: new RegExp(`(?:^|\\.)messages${METHOD}`), read: client('messages', '/v1/messages') },
  { callee: new RegExp(`(?:^|\\.)responses${METHOD}`), read: client('responses', '/v1/responses') },
  { callee: new RegExp(`(?:^|\\.)embeddings${METHOD}`), read: client('embeddings', '/v1/embeddings') },
  { callee: /(?:^|\.)images\.generate$/, read: client('images', '/v1/images/generations') },
  { callee: new RegExp(`(?:^|\\.)completions${METHOD}`), read: client('completions', '/v1/completions') },
  { callee: /^(?:[\w.]+\.)?a?text_completion$/, read: litellm('completions', 'text') },
  { callee: /^(?:[\w.]+\.)?a?embedding$/, read: routed(litellm('embeddings', 'embedding')) },
  { callee: /^(?:[\w.]+\.)?a?rerank$/, read: litellm('rerank', 'rerank') },
  { callee: /^(?:[\w.]+\.)?a?image_generation$/, read: litellm('images', 'image') },
  { callee: /^(?:[\w.]*(?:litellm|router)\.)a?responses$/, read: routed(litellm('responses', 'responses')) },
  { callee: /^(?:[\w.]+\.)?batch_completion(?:_models(?:_all_responses)?)?$/, read: batchCompletion },
  { callee: /^(?:[\w.]+\.)?a?completion$/, read: routed(litellm('chat', 'completion')) },
  { callee: /(?:^|\.)(?:converse|converse_stream|converseStream|invoke_model|invokeModel)$/, read: bedrock },
  { callee: /(?:^|\.)(?:invoke_model_with_response_stream|invokeModelWithResponseStream)$/, read: bedrock },
  {
    callee: /(?:^|\.)(?:Converse|ConverseStream|InvokeModel|InvokeModelWithResponseStream)Command$/,
    read: bedrock,
  },
  {
    callee:
      /(?:^|\.)(?:ChatBedrock|ChatBedrockConverse|BedrockChat|ChatLiteLLM|init_chat_model|initChatModel)$/,
    read: langchain,
    madeBy: handedOver,
  },
  {
    callee: /(?:^|\.)(?:ChatOpenAI|ChatAnthropic)$/,
    read: langchainClient,
    madeBy: handedOver,
  },
  { callee: /^(?:generateText|streamText|generateObject|streamObject)$/, read: aiSdk },
  { callee: /^(?:embed|embedMany)$/, read: aiSdkEmbedding },
  { callee: /^(?:window\.|globalThis\.)?fetch$/, read: http },
  { callee: /^(?:axios|got|ky)$/, read: http },
  { callee: /^(?:[\w.]*(?:axios|requests|httpx|session|client|http|got|ky))\.(?:post|request)$/, read: http },
  { callee: /(?:^|\.)(?:post|Request)$|^\w*conn(?:ection)?\.request$/, read: httpByAddress },
];

/** What is handed to a model of LangChain's, and the template before it, stand beside its constructor. */
const BESIDE =
  /\.(?:a?invoke|a?stream|batch|bind_tools|bindTools)$|(?:^|\.)(?:from_messages|fromMessages)$|^(?:chat|llm|model|chat_model)$/;

/** True for what is called in calls that Strata reads. */
export const isKnown = (callee: string): boolean =>
  BESIDE.test(callee) || KNOWN.some((known) => known.callee.test(callee));

/** All calls of a script that are known, in order. */
export function knownCalls(language: Language): readonly Found[] {
  return language.script.calls.flatMap((call) => {
    const known = KNOWN.find(({ callee }) => callee.test(call.callee));
    const found = known?.read(call, language);
    if (!found) return [];
    const broken = language.script.errors.find((at) => at > call.hole.from && at < call.hole.to);
    const firsts = language.script.firstsOf(known?.madeBy?.(language) ?? call);
    const placed = { ...found, at: call.hole.from, firsts };
    return [broken === undefined ? placed : { ...placed, brokenAt: broken }];
  });
}
