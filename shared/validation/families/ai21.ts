import { composeWith } from '../compose.ts';
import { documented, quoted } from '../evidence.ts';
import { anything, closed, flag, guessed, integer, list, number, open, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { type Check, family } from './family.ts';

const noStreaming: Check = (_body, { operation }) =>
  operation !== 'InvokeModelWithResponseStream'
    ? []
    : [
        {
          pointer: '',
          key: null,
          sentence: 'The model is unsupported for streaming',
          why: 'Jurassic-2 answers in one piece only.',
          source: 'recorded answer in the test stubs of node-newrelic',
          confirmed: true,
          fixes: [],
        },
      ];

const penalty = (most: number): Schema =>
  closed({
    scale: guessed(number({ minimum: 0, maximum: most })),
    applyToWhitespaces: flag(),
    applyToPunctuations: flag(),
    applyToNumbers: flag(),
    applyToStopwords: flag(),
    applyToEmojis: flag(),
  });

/** AI21 Jurassic-2, text form. */
export const jurassic = family({
  id: 'ai21-jurassic',
  dialect: 'everit',
  source: 'AWS page "AI21 Labs Jurassic-2 models"; dify #3326',
  compose: composeWith({
    maxTokens: 'maxTokens',
    temperature: 'temperature',
    topP: 'topP',
    stopSequences: 'stopSequences',
  }),
  schema: closed(
    {
      prompt: text(),
      temperature: number({ minimum: 0, maximum: 1 }),
      topP: number({ minimum: 0, maximum: 1 }),
      maxTokens: integer({ minimum: 0, maximum: 8191 }),
      minTokens: integer(),
      numResults: integer(),
      topKReturn: integer(),
      stopSequences: list(text(), { maxItems: 1, source: 'langchain #10456' }),
      presencePenalty: penalty(5),
      countPenalty: penalty(1),
      frequencyPenalty: penalty(500),
    },
    { required: ['prompt'] },
  ),
  before: [noStreaming],
});

/** AI21 Jamba, chat form. */
export const jamba = family({
  id: 'ai21-jamba',
  dialect: 'everit',
  source: [
    quoted('langchain-ai/langchain-aws', 263, '2024-10-30'),
    documented('AWS page "AI21 Labs Jamba models"'),
  ],
  schema: closed(
    {
      messages: list(open({ role: text(), content: anything }), { minItems: 1 }),
      model: text(),
      tools: list(open()),
      documents: list(open()),
      response_format: open(),
      max_tokens: integer({ minimum: 0, maximum: 4096 }),
      temperature: number({ minimum: 0, maximum: 2 }),
      top_p: number({ minimum: 0.01, maximum: 1 }),
      stop: { type: ['array', 'string'], items: text() },
      n: guessed(integer({ minimum: 1, maximum: 16 })),
      frequency_penalty: number(),
      presence_penalty: number(),
      stream: flag(),
    },
    { required: ['messages'] },
  ),
});
