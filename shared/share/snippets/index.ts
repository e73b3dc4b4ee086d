import { OPERATIONS } from '../../validation/problem.ts';
import { aiSdk } from './ai-sdk.ts';
import { awsCli, CLI_NAME } from './aws-cli.ts';
import { awsSdkJs, SDK_OPERATIONS } from './aws-sdk-js.ts';
import { boto3, PYTHON_METHOD } from './boto3.ts';
import { curlBearer, curlSigned } from './curl.ts';
import { isLiteLlmCall, liteLlm } from './litellm.ts';
import { anthropicClient, isProxyCall, openAiClient, proxyCurl } from './proxy.ts';
import { knownTo, ownHeaders, type Snippet } from './snippet.ts';
import { strataCheck } from './strata.ts';

const always = (): boolean => true;

/** Every form in which a call can be copied, in the order of menus. */
export const SNIPPETS: readonly Snippet[] = [
  {
    id: 'json',
    label: 'JSON body',
    note: 'The body as it is sent, laid out',
    language: 'json',
    ending: 'json',
    write: ({ outgoing }) => outgoing.bodyText,
    fits: always,
  },
  {
    id: 'curl',
    label: 'curl (SigV4)',
    note: 'Signed by curl itself, keys from the environment',
    language: 'shell',
    ending: 'sh',
    write: curlSigned,
    fits: always,
  },
  {
    id: 'curl-bearer',
    label: 'curl (Bedrock API key)',
    note: 'AWS_BEARER_TOKEN_BEDROCK from the environment',
    language: 'shell',
    ending: 'sh',
    write: curlBearer,
    fits: always,
  },
  {
    id: 'boto3',
    label: 'Python, boto3',
    note: 'Bedrock’s runtime client',
    language: 'python',
    ending: 'py',
    write: boto3,
    fits: knownTo(PYTHON_METHOD),
  },
  {
    id: 'litellm',
    label: 'Python, LiteLLM',
    note: 'litellm.completion(…), what came in',
    language: 'python',
    ending: 'py',
    write: liteLlm,
    fits: isLiteLlmCall,
  },
  {
    id: 'litellm-proxy',
    label: 'LiteLLM proxy, with its configuration',
    note: 'config.yaml and the call to it',
    language: 'shell',
    ending: 'sh',
    write: proxyCurl,
    fits: isProxyCall('chat', 'messages', 'responses', 'completions', 'embeddings'),
  },
  {
    id: 'openai',
    label: 'Python, OpenAI SDK through the proxy',
    note: 'Unknown parameters in extra_body',
    language: 'python',
    ending: 'py',
    write: openAiClient,
    fits: isProxyCall('chat'),
  },
  {
    id: 'anthropic',
    label: 'Python, Anthropic SDK through the proxy',
    note: 'Unknown parameters in extra_body',
    language: 'python',
    ending: 'py',
    write: anthropicClient,
    fits: isProxyCall('messages'),
  },
  {
    id: 'javascript',
    label: 'JavaScript, AWS SDK v3',
    note: '@aws-sdk/client-bedrock-runtime',
    language: 'javascript',
    ending: 'mjs',
    write: awsSdkJs,
    fits: knownTo(SDK_OPERATIONS),
  },
  {
    id: 'ai-sdk',
    label: 'JavaScript, AI SDK',
    note: 'It adds additionalModelResponseFieldPaths by itself, and toolChoice auto',
    language: 'javascript',
    ending: 'mjs',
    write: aiSdk,
    fits: (input) => aiSdk(input) !== '',
  },
  {
    id: 'cli',
    label: 'AWS CLI',
    note: 'Without streaming: the CLI has no command for it',
    language: 'shell',
    ending: 'sh',
    write: awsCli,
    fits: (input) => knownTo(CLI_NAME)(input) && ownHeaders(input.outgoing).length === 0,
  },
  {
    id: 'strata',
    label: 'strata check',
    note: 'The verdict again, without sending anything',
    language: 'shell',
    ending: 'sh',
    write: strataCheck,
    fits: ({ outgoing }) => OPERATIONS.some((operation) => operation === outgoing.operation),
  },
];
