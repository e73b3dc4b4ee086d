import { aiSdk } from './calls/ai-sdk.ts';
import { bedrock } from './calls/bedrock.ts';
import { client } from './calls/clients.ts';
import { http } from './calls/http.ts';
import type { Known, Language } from './calls/known.ts';
import { langchain } from './calls/langchain.ts';
import { litellm, POSITIONS, RESPONSES_POSITIONS } from './calls/litellm.ts';
import type { Found } from './found.ts';

/** Most telling first. */
const KNOWN: readonly Known[] = [
  {
    callee: /(?:^|\.)chat\.completions\.(?:create|parse|stream)$/,
    read: client('chat', '/v1/chat/completions'),
  },
  {
    callee: /(?:^|\.)anthropic\.messages\.a?create$|(?:^|\.)anthropic_messages$/,
    read: litellm('messages', []),
  },
  { callee: /(?:^|\.)messages\.(?:create|stream|parse)$/, read: client('messages', '/v1/messages') },
  { callee: /(?:^|\.)responses\.(?:create|stream|parse)$/, read: client('responses', '/v1/responses') },
  { callee: /^(?:litellm|router|llm_router)\.a?responses$/, read: litellm('responses', RESPONSES_POSITIONS) },
  { callee: /^(?:[\w.]+\.)?a?completion$/, read: litellm('chat', POSITIONS) },
  { callee: /(?:^|\.)(?:converse|converse_stream|converseStream|invoke_model|invokeModel)$/, read: bedrock },
  { callee: /(?:^|\.)(?:invoke_model_with_response_stream|invokeModelWithResponseStream)$/, read: bedrock },
  {
    callee: /(?:^|\.)(?:Converse|ConverseStream|InvokeModel|InvokeModelWithResponseStream)Command$/,
    read: bedrock,
  },
  { callee: /(?:^|\.)(?:ChatBedrock|ChatBedrockConverse|BedrockChat)$/, read: langchain },
  { callee: /^(?:generateText|streamText|generateObject|streamObject)$/, read: aiSdk },
  { callee: /^(?:window\.|globalThis\.)?fetch$/, read: http },
  { callee: /^(?:axios|requests|httpx|session|client|http)\.post$/, read: http },
];

/** What is handed to a model of LangChain's stands beside its constructor. */
const BESIDE = /\.(?:a?invoke|a?stream|batch)$/;

/** True for what is called in calls that Strata reads. */
export const isKnown = (callee: string): boolean =>
  BESIDE.test(callee) || KNOWN.some((known) => known.callee.test(callee));

/** All calls of a script that are known, in order. */
export function knownCalls(language: Language): readonly Found[] {
  return language.script.calls.flatMap((call) => {
    const found = KNOWN.find(({ callee }) => callee.test(call.callee))?.read(call, language);
    return found ? [found] : [];
  });
}
