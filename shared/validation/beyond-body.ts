import { documented, quoted } from './evidence.ts';
import { LIVE_CHECKS, OWN_WORDS } from './models/capabilities/claude-measured.ts';
import { probed } from './models/capabilities/probes.ts';
import type { Evidence } from './problem.ts';

/** What an answer that no body decides depends on. */
export type DependsOn = 'account' | 'load' | 'model output' | 'credentials' | 'region' | 'content filter';

/** An answer that any body may get, and what it depends on. */
export interface BeyondBody {
  readonly status: number;
  readonly errorType: string;
  /** How its text begins, or the whole of it. */
  readonly sentence: string;
  readonly dependsOn: DependsOn;
  /** What to do, in a plain sentence. */
  readonly why: string;
  readonly evidence: readonly Evidence[];
}

/**
 * Answers that Bedrock gives to bodies that are right: no verdict refuses for them, and they are told beside it.
 */
export const BEYOND_BODY: readonly BeyondBody[] = [
  {
    status: 403,
    errorType: 'AccessDeniedException',
    sentence: "You don't have access to the model with the specified model ID.",
    dependsOn: 'account',
    why: 'The account has not been granted the model, or a policy denies it.',
    evidence: [quoted('aws-samples/bedrock-access-gateway', 73, '2024-11-22')],
  },
  {
    status: 404,
    errorType: 'ResourceNotFoundException',
    sentence: 'Access denied. This Model is marked by provider as Legacy',
    dependsOn: 'account',
    why: 'The model is in its last months and the account has not used it lately.',
    evidence: [
      quoted('fourTheorem/podwhisperer', 24, '2026-05-19'),
      quoted('awslabs/llmeter', 35, '2026-03-24'),
      quoted('aws-samples/amazon-bedrock-workshop', 386, '2026-03-16'),
    ],
  },
  {
    status: 403,
    errorType: 'AccessDeniedException',
    sentence:
      'Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions',
    dependsOn: 'account',
    why: 'The first call of a model subscribes to it, which the caller may not do.',
    evidence: [LIVE_CHECKS],
  },
  {
    status: 404,
    errorType: 'ResourceNotFoundException',
    sentence: 'Model use case details have not been submitted for this account.',
    dependsOn: 'account',
    why: 'Claude is served once the account has told what it is used for.',
    evidence: [OWN_WORDS],
  },
  {
    status: 400,
    errorType: 'ValidationException',
    sentence: 'Operation not allowed',
    dependsOn: 'account',
    why: 'The account may not use Bedrock yet, as accounts on the free plan.',
    evidence: [OWN_WORDS],
  },
  ...['', 'The model returned the following errors: d'].map(
    (prefix): BeyondBody => ({
      status: 400,
      errorType: 'ValidationException',
      sentence: `${prefix || 'D'}ata retention mode 'default' is not available for this model`,
      dependsOn: 'account',
      why: 'The account has to let the provider keep data before it may use the model.',
      evidence: [LIVE_CHECKS],
    }),
  ),
  {
    status: 403,
    errorType: 'UnrecognizedClientException',
    sentence: 'The security token included in the request is invalid.',
    dependsOn: 'credentials',
    why: 'The keys that the request is signed with are none of AWS.',
    evidence: [
      {
        source: 'crmne/ruby_llm: chat_error_handling_with_bedrock',
        url: 'https://github.com/crmne/ruby_llm',
        date: null,
        grade: 'recorded',
      },
    ],
  },
  {
    status: 403,
    errorType: 'AccessDeniedException',
    sentence: 'Invalid API Key format',
    dependsOn: 'credentials',
    why: 'The bearer token (AWS_BEARER_TOKEN_BEDROCK) is no key of Bedrock.',
    evidence: [OWN_WORDS],
  },
  {
    status: 403,
    errorType: 'AccessDeniedException',
    sentence: 'User: ',
    dependsOn: 'account',
    why: 'The caller’s policy does not allow the operation on this model or profile; both have to be named in it.',
    evidence: [OWN_WORDS],
  },
  {
    status: 403,
    errorType: 'AccessDeniedException',
    sentence: 'Your account is currently being verified.',
    dependsOn: 'account',
    why: 'A new account is looked at before it may use the models.',
    evidence: [OWN_WORDS],
  },
  {
    status: 400,
    errorType: 'ValidationException',
    sentence: 'Your account is not authorized to invoke this API operation.',
    dependsOn: 'account',
    why: 'The account may not use Bedrock in this region yet.',
    evidence: [OWN_WORDS],
  },
  ...['Anthropic', 'Meta Llama'].map(
    (house): BeyondBody => ({
      status: 400,
      errorType: 'ValidationException',
      sentence: `Access to ${house} models is not allowed from unsupported countries, regions, or territories.`,
      dependsOn: 'region',
      why: 'The provider does not serve the country that the call comes from.',
      evidence: [probed('meta.llama4-scout-17b-instruct-v1_0'), OWN_WORDS],
    }),
  ),
  {
    status: 500,
    errorType: 'InternalServerException',
    sentence: 'The system encountered an unexpected error during processing. Try your request again.',
    dependsOn: 'load',
    why: 'The server of the model failed; the same request may go through.',
    evidence: [probed('qwen.qwen3-vl-235b-a22b'), probed('nvidia.nemotron-nano-9b-v2')],
  },
  {
    status: 400,
    errorType: 'ValidationException',
    sentence: 'Invocation of model ID',
    dependsOn: 'region',
    why: 'In this region the model is served through inference profiles only, such as the one that begins with "us.".',
    evidence: [
      quoted('simonw/llm-bedrock', 15, '2025-06-04'),
      quoted('aws-samples/amazon-nova-samples', 34, '2025-02-01'),
    ],
  },
  {
    status: 400,
    errorType: 'ValidationException',
    sentence: 'The provided model identifier is invalid.',
    dependsOn: 'region',
    why: 'The region does not have the model or the inference profile, if its name is right.',
    evidence: [
      quoted('aws-samples/amazon-bedrock-workshop', 340, '2025-03-17'),
      quoted('earendil-works/pi', 4993, '2026-05-25'),
    ],
  },
  ...[
    'The provided guardrail identifier is invalid.',
    'The guardrail identifier or version provided in the request does not exist.',
  ].map(
    (sentence): BeyondBody => ({
      status: 400,
      errorType: 'ValidationException',
      sentence,
      dependsOn: 'account',
      why: 'The account has no such guardrail in this region.',
      evidence: [quoted('openclaw/openclaw', 58588, '2026-04')],
    }),
  ),
  {
    status: 400,
    errorType: 'ValidationException',
    sentence: 'This request has been blocked by our content filters.',
    dependsOn: 'content filter',
    why: "Amazon's image and video models look at the words and pictures of a request themselves; other words may pass.",
    evidence: [documented('AWS page "Error handling" for Amazon Nova')],
  },
  {
    status: 429,
    errorType: 'ThrottlingException',
    sentence: 'Too many tokens, please wait before trying again.',
    dependsOn: 'load',
    why: 'The account has used up its tokens of the minute; it says nothing about the context window.',
    evidence: [
      quoted('RooCodeInc/Roo-Code', 5050, '2025-06-23'),
      quoted('anomalyco/opencode', 39621, '2026-07-30'),
    ],
  },
  {
    status: 429,
    errorType: 'ThrottlingException',
    sentence: 'Too many tokens per day, please wait before trying again.',
    dependsOn: 'load',
    why: 'The account has used up its tokens of the day.',
    evidence: [quoted('minorun365/agent-book', 29, '2026-01-08')],
  },
  {
    status: 429,
    errorType: 'ThrottlingException',
    sentence: 'Too many requests, please wait before trying again.',
    dependsOn: 'load',
    why: 'The account sends more requests a minute than its quota allows.',
    evidence: [quoted('Aider-AI/aider', 2120, '2024-10-23')],
  },
  {
    status: 424,
    errorType: 'ModelErrorException',
    sentence: 'Model produced invalid sequence as part of ToolUse.',
    dependsOn: 'model output',
    why: 'The model began a tool call that cannot be read. Nova does so at higher temperatures; the same request may go through.',
    evidence: [quoted('langchain-ai/langchain-aws', 567, '2025-08-05')],
  },
  {
    status: 424,
    errorType: 'ModelErrorException',
    sentence: '',
    dependsOn: 'model output',
    why: 'The model failed while it answered, or wrote what cannot be read; inside a stream it is a modelStreamErrorException. The same request may go through.',
    evidence: [quoted('can1357/oh-my-pi', 12449, '2026-09-18')],
  },
];

/** What an answer depends on, where it is one that no body decides; undefined for others. */
export const beyondBody = (status: number, message: string): BeyondBody | undefined =>
  BEYOND_BODY.find((one) => one.status === status && message.startsWith(one.sentence));
