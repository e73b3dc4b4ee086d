import type { CaptureState } from '../../shared/contract/capture.ts';

/** One line that points a program at Strata. */
export interface ProgramLine {
  readonly program: string;
  /** Where it is written. */
  readonly where: string;
  readonly text: string;
}

type Write = (url: string) => Omit<ProgramLine, 'program'>;

/** Programs that call Bedrock, and where each takes an address (tried with the releases that the README names). */
const BEDROCK: readonly (readonly [program: string, write: Write])[] = [
  [
    'Any program',
    () => ({ where: 'shell; sets all of it for one program', text: 'strata run -- python app.py' }),
  ],
  [
    'LiteLLM, all models',
    (url) => ({
      where: 'environment of the proxy or of a program that uses the SDK',
      text: `export AWS_BEDROCK_RUNTIME_ENDPOINT=${url}`,
    }),
  ],
  [
    'LiteLLM proxy, one model',
    (url) => ({
      where: 'config.yaml',
      text: `litellm_params:\n  aws_bedrock_runtime_endpoint: ${url}`,
    }),
  ],
  [
    'LiteLLM SDK, one call',
    (url) => ({ where: 'Python', text: `litellm.completion(…, aws_bedrock_runtime_endpoint="${url}")` }),
  ],
  ['boto3', (url) => ({ where: 'Python', text: `boto3.client("bedrock-runtime", endpoint_url="${url}")` })],
  [
    'AWS CLI and AWS SDKs',
    (url) => ({
      where: 'environment; boto3 and @langchain/aws take it too',
      text: `export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=${url}`,
    }),
  ],
  [
    'AI SDK',
    (url) => ({ where: '@ai-sdk/amazon-bedrock', text: `createAmazonBedrock({ baseURL: '${url}' })` }),
  ],
  [
    'LangChain',
    (url) => ({
      where: 'langchain-aws, Python',
      text: `ChatBedrockConverse(model=…, endpoint_url="${url}")`,
    }),
  ],
  [
    'Anthropic SDK for Bedrock',
    (url) => ({
      where: 'environment, Python and TypeScript',
      text: `export ANTHROPIC_BEDROCK_BASE_URL=${url}`,
    }),
  ],
  [
    'Claude Code',
    (url) => ({
      where: 'shell',
      text: `CLAUDE_CODE_USE_BEDROCK=1 ANTHROPIC_BEDROCK_BASE_URL=${url} AWS_ACCESS_KEY_ID=strata AWS_SECRET_ACCESS_KEY=strata AWS_REGION=us-east-1 claude`,
    }),
  ],
];

/** Programs that call a LiteLLM proxy. */
const CLIENTS: readonly (readonly [program: string, write: Write])[] = [
  ['OpenAI SDKs', (url) => ({ where: 'environment', text: `export OPENAI_BASE_URL=${url}/v1` })],
  [
    'Anthropic SDKs, Claude Code',
    (url) => ({ where: 'environment', text: `export ANTHROPIC_BASE_URL=${url}` }),
  ],
  [
    'The proxy itself',
    () => ({
      where: 'config.yaml: lets Strata join each call with the Bedrock calls it causes',
      text: 'general_settings:\n  forward_client_headers_to_llm_api: true',
    }),
  ],
];

const written = (table: typeof BEDROCK, url: string): readonly ProgramLine[] =>
  table.map(([program, write]) => ({ program, ...write(url) }));

export const bedrockLines = ({ bedrock }: CaptureState): readonly ProgramLine[] =>
  bedrock ? written(BEDROCK, bedrock.url) : [];

export const clientLines = ({ front }: CaptureState): readonly ProgramLine[] =>
  front ? written(CLIENTS, front.url) : [];
