import type { Json } from '../../json/json.ts';
import { remembered } from '../../text/remembered.ts';
import type { Capabilities } from '../models/capabilities/capability.ts';
import { jamba, jurassic } from './ai21.ts';
import { novaCanvas, titanImage } from './amazon-images.ts';
import { claudeRules } from './claude/messages.ts';
import { cohereCommand } from './cohere-command.ts';
import { cohereEmbed3, cohereEmbed4 } from './cohere-embed.ts';
import { commandR } from './command-r.ts';
import { deepseekR1 } from './deepseek.ts';
import type { CheckContext, FamilyRules, ModelKind } from './family.ts';
import { llamaRules } from './llama.ts';
import { marengoRules } from './marengo.ts';
import { mistralRules } from './mistral.ts';
import { novaRules } from './nova.ts';
import { novaEmbed, novaEmbedAsync } from './nova-embed.ts';
import { chatShaped, gpt, gptOss, kimi, qwen3 } from './openai.ts';
import { palmyra } from './palmyra.ts';
import { pegasus } from './pegasus.ts';
import { amazonRerank, cohereRerank } from './rerank.ts';
import { stabilityRules } from './stability.ts';
import { titanRules } from './titan.ts';
import { titanEmbedRules } from './titan-embed.ts';
import { lumaRay, novaReel } from './video.ts';

type Choice = FamilyRules | ((base: string, body: Json, row: Partial<Capabilities>) => FamilyRules);

/** One family of models. Adding one is a rule file, a line here, and an answer in the simulator. */
interface Family {
  readonly id: string;
  /** Fits the foundation model ids of the family; the first family that fits decides. */
  readonly models: RegExp;
  readonly kind: ModelKind;
  /** Rules for the body of InvokeModel; for models that are invoked asynchronously only, for `modelInput`. */
  readonly rules?: Choice;
  /** Rules for `modelInput` of StartAsyncInvoke, where the model takes it. */
  readonly async?: Choice;
}

export const FAMILIES: readonly Family[] = [
  { id: 'claude-text', models: /^anthropic\.claude-(v[12]|instant)/, kind: 'chat', rules: claudeRules },
  { id: 'anthropic', models: /^anthropic\.claude-/, kind: 'chat', rules: claudeRules },
  {
    id: 'titan',
    models: /^amazon\.titan-(text-(lite|express|premier)|tg1)/,
    kind: 'chat',
    rules: titanRules,
  },
  { id: 'titan-embed', models: /^amazon\.titan-embed-/, kind: 'embedding', rules: titanEmbedRules },
  { id: 'titan-image', models: /^amazon\.titan-image-/, kind: 'image', rules: titanImage },
  { id: 'nova', models: /^amazon\.nova-(\d-)?(micro|lite|pro|premier|omni)/, kind: 'chat', rules: novaRules },
  {
    id: 'nova-embed',
    models: /^amazon\.nova-.*embed/,
    kind: 'embedding',
    rules: novaEmbed,
    async: novaEmbedAsync,
  },
  { id: 'nova-canvas', models: /^amazon\.nova-canvas/, kind: 'image', rules: novaCanvas },
  { id: 'nova-reel', models: /^amazon\.nova-reel/, kind: 'video', async: novaReel },
  { id: 'nova-sonic', models: /^amazon\.nova-.*sonic/, kind: 'speech' },
  { id: 'amazon-rerank', models: /^amazon\.rerank/, kind: 'rerank', rules: amazonRerank },
  { id: 'command-r', models: /^cohere\.command-(r|a)/, kind: 'chat', rules: commandR },
  { id: 'cohere-command', models: /^cohere\.command-(light-)?text/, kind: 'chat', rules: cohereCommand },
  {
    id: 'cohere-embed-v3',
    models: /^cohere\.embed-(english|multilingual)/,
    kind: 'embedding',
    rules: cohereEmbed3,
  },
  { id: 'cohere-embed-v4', models: /^cohere\.embed-/, kind: 'embedding', rules: cohereEmbed4 },
  { id: 'cohere-rerank', models: /^cohere\.rerank/, kind: 'rerank', rules: cohereRerank },
  { id: 'jurassic', models: /^ai21\.j2-/, kind: 'chat', rules: jurassic },
  { id: 'jamba', models: /^ai21\.jamba-/, kind: 'chat', rules: jamba },
  { id: 'llama', models: /^meta\.llama/, kind: 'chat', rules: llamaRules },
  {
    id: 'mistral',
    models: /^mistral\.(mistral-(7b|small-2|large-2)|mixtral|pixtral)/,
    kind: 'chat',
    rules: mistralRules,
  },
  {
    id: 'mistral-open',
    models: /^mistral\.(devstral|magistral|ministral|voxtral|mistral|codestral)/,
    kind: 'chat',
    rules: chatShaped,
  },
  { id: 'deepseek-r1', models: /^deepseek\.r1/, kind: 'chat', rules: deepseekR1 },
  { id: 'deepseek-v3', models: /^deepseek\.v/, kind: 'chat', rules: chatShaped },
  { id: 'gpt-oss', models: /^openai\.gpt-oss/, kind: 'chat', rules: gptOss },
  { id: 'gpt', models: /^openai\.gpt-/, kind: 'chat', rules: gpt },
  { id: 'qwen', models: /^qwen\.qwen/, kind: 'chat', rules: qwen3 },
  { id: 'kimi', models: /^moonshot(ai)?\.kimi/, kind: 'chat', rules: kimi },
  { id: 'minimax', models: /^minimax\.minimax/, kind: 'chat', rules: chatShaped },
  { id: 'glm', models: /^zai\.glm/, kind: 'chat', rules: chatShaped },
  { id: 'gemma', models: /^google\.gemma/, kind: 'chat', rules: chatShaped },
  { id: 'nemotron', models: /^nvidia\.nemotron/, kind: 'chat', rules: chatShaped },
  { id: 'grok', models: /^xai\.grok/, kind: 'chat', rules: chatShaped },
  { id: 'palmyra-vision', models: /^writer\.palmyra-vision/, kind: 'chat', rules: chatShaped },
  { id: 'palmyra', models: /^writer\.palmyra/, kind: 'chat', rules: palmyra },
  { id: 'pegasus', models: /^twelvelabs\.pegasus/, kind: 'video-understanding', rules: pegasus },
  {
    id: 'marengo',
    models: /^twelvelabs\.marengo/,
    kind: 'embedding',
    rules: marengoRules,
    async: marengoRules,
  },
  { id: 'stability', models: /^stability\.(stable|sd)/, kind: 'image', rules: stabilityRules },
  { id: 'luma-ray', models: /^luma\.ray/, kind: 'video', async: lumaRay },
];

/** The family of a foundation model id without geography prefix; undefined where none fits. */
export const familyOf = remembered((base): Family | undefined =>
  FAMILIES.find(({ models }) => models.test(base)),
);

const chosen = (
  choice: Choice | undefined,
  { base, row }: Pick<CheckContext, 'base' | 'row'>,
  body: Json,
): FamilyRules | undefined => (typeof choice === 'function' ? choice(base, body, row) : choice);

/**
 * The rules for the native body of a foundation model.
 * @param context model id without geography prefix, and what the model takes
 * @param body some models take two forms; the body tells which is meant
 * @returns undefined for models that Strata has no rules for, or that take no body of their own
 */
export const rulesFor = (context: CheckContext, body: Json): FamilyRules | undefined =>
  chosen(familyOf(context.base)?.rules, context, body);

/** The same for the input of an asynchronous invocation. */
export const asyncRulesFor = (context: CheckContext, input: Json): FamilyRules | undefined =>
  chosen(familyOf(context.base)?.async, context, input);
