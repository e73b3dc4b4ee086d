import { documented, quoted } from '../../evidence.ts';
import type { Evidence } from '../../problem.ts';

const IDP = 'aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws';

/** Sixty bodies and their answers, kept with the ids that Bedrock gives to messages. */
export const THROUGH_GATEWAY: Evidence = {
  source: 'public guide of requests to Claude Sonnet 4.6 on Bedrock, through a gateway, with their answers',
  url: null,
  date: '2026-07-16',
  grade: 'recorded',
};
/** The validator behind Bedrock is Claude's own; what it was measured to say elsewhere is said here too. */
export const OWN_API = documented(
  'public table of answers that Claude\u2019s own API was measured to give, field by field',
  null,
  '2026-08-31',
);
/** A firm's list of answers that its gateway to Bedrock was given, in 2024 and 2025. */
export const FIRMS_LIST: Evidence = {
  source: 'public list of errors of a gateway to Claude 3 on Bedrock',
  url: null,
  date: '2025-08',
  grade: 'quoted',
};
export const OWN_WORDS: Evidence = {
  source: 'public source code and notes that keep answers of Claude',
  url: null,
  date: '2026-08',
  grade: 'quoted',
};
export const LIVE_CHECKS: Evidence = {
  source: 'public tests that keep answers of live checks on Bedrock',
  url: null,
  date: '2026-10-08',
  grade: 'quoted',
};
export const LIMIT_4_6: readonly Evidence[] = [
  THROUGH_GATEWAY,
  {
    source: 'public tests that keep the answers of InvokeModel and Converse side by side, us-east-1',
    url: null,
    date: '2026-08-28',
    grade: 'quoted',
  },
];
/** Tests of the repository keep the sentence, taken from live calls of Converse. */
export const LIMIT_5: Evidence = {
  source: `${IDP}: test_model_utils.py`,
  url: `https://github.com/${IDP}`,
  date: '2026-08',
  grade: 'quoted',
};
export const LIMIT_OPUS_4 = quoted('RooCodeInc/Roo-Code', 3916, '2025-05-24');
export const LIMIT_SONNET_4: Evidence = {
  source: 'public notes on the limits that Sonnet 4 and Claude 3 Haiku named',
  url: null,
  date: '2025-08',
  grade: 'quoted',
};
export const LIMIT_3_7: Evidence = {
  source: 'epam/ai-dial-adapter-bedrock: README',
  url: 'https://github.com/epam/ai-dial-adapter-bedrock',
  date: '2025-09',
  grade: 'quoted',
};
export const LIMIT_3_5_HAIKU = quoted('langgenius/dify', 10390, '2024-11-06');
export const PROFILE_ONLY_4_6: Evidence = {
  source: 'public tests of calls through LiteLLM that keep the sentence for Opus 4.6',
  url: null,
  date: '2026-03',
  grade: 'quoted',
};
/** Tests against the service, run for each model. */
export const EPAM: Evidence = {
  source: 'epam/ai-dial-adapter-bedrock: integration tests',
  url: 'https://github.com/epam/ai-dial-adapter-bedrock',
  date: '2025-09',
  grade: 'quoted',
};
export const EAGER: Evidence = {
  source: 'posit-dev/positron: which models refuse the key',
  url: 'https://github.com/posit-dev/positron',
  date: '2026-06',
  grade: 'quoted',
};
/** Two answers of the winter of 2025; the list does not name the models. */
export const GATEWAYS_LIST: Evidence = {
  source: 'public list of errors of a gateway to Bedrock: #1132, #1781',
  url: 'https://errs.dmxapi.cn',
  date: '2026-02-03',
  grade: 'quoted',
};
/** Every tool, flag and field of Anthropic's own API, tried with each model at bedrock-runtime. */
export const TRIED_ALL: Evidence = {
  source: 'public guide of Claude on Bedrock: table of what each model was seen to take',
  url: null,
  date: '2026-07-27',
  grade: 'quoted',
};
/** Tests that pin the answers of live runs, with each newer model on InvokeModel and Converse. */
export const MONITOR: Evidence = {
  source: 'public monitor of what newer Claude models take on Bedrock: answers of its live runs',
  url: null,
  date: '2026-09-06',
  grade: 'quoted',
};
/** The sentence is one of Claude's own API; that Bedrock refuses it too was tried with InvokeModel. */
export const NO_DEEP_EFFORT: readonly Evidence[] = [
  quoted('anthropics/claude-code', 81084, '2026-07-25'),
  {
    source: 'public study of the reproducibility of Bedrock: smoke test of its requests',
    url: null,
    date: '2026-07-27',
    grade: 'quoted',
  },
];
/** Forty flags, each tried with InvokeModel. */
export const TRIED_BETAS: Evidence = {
  source: 'xiehust/anthropic_api_converter: table of beta flags tried on Bedrock',
  url: 'https://github.com/xiehust/anthropic_api_converter',
  date: '2026-03',
  grade: 'quoted',
};
export const NO_DOCUMENTS_YET: Evidence = { ...FIRMS_LIST, date: '2025-03' };
/** Bare ids by which CountTokens answered, and others by which it did not. */
export const COUNTED: Evidence = {
  source: 'public source code that keeps which models CountTokens was seen to know',
  url: null,
  date: '2026-08',
  grade: 'quoted',
};
export const NOT_COUNTED: readonly Evidence[] = [
  COUNTED,
  quoted('langchain-ai/langchain-aws', 1154, '2026-07-09'),
];
/** Compaction as a request of its own: taken by InvokeModel with its beta, refused by Converse. */
export const COMPACTED: Evidence = {
  source: 'strands-agents: design of compaction, with what was verified live',
  url: 'https://github.com/strands-agents/harness-sdk',
  date: '2026-09-29',
  grade: 'quoted',
};
/** `us.` was refused as no model, the bare id as one of profiles alone; `global.` was taken. */
export const GLOBAL_ALONE: Evidence = {
  source: 'public source code that keeps which ids of Claude Sonnet 5.x the runtime was seen to take',
  url: null,
  date: '2026-10-01',
  grade: 'quoted',
};
