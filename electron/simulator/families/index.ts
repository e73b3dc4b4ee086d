import type { JsonObject } from '../../../shared/json/json.ts';
import { readModelId } from '../../../shared/validation/models/model-id.ts';
import { anthropic } from './anthropic.ts';
import { claudeText } from './claude-text.ts';
import { cohereCommand } from './cohere-command.ts';
import { cohereEmbed3, cohereEmbed4 } from './cohere-embed.ts';
import { commandR } from './command-r.ts';
import type { Family } from './family.ts';
import { amazonImages, stability, stableDiffusion } from './images.ts';
import { jamba } from './jamba.ts';
import { jurassic } from './jurassic.ts';
import { llama } from './llama.ts';
import { marengo } from './marengo.ts';
import { mistralChat } from './mistral-chat.ts';
import { nova } from './nova.ts';
import { novaEmbed } from './nova-embed.ts';
import { openai } from './openai.ts';
import { pegasus } from './pegasus.ts';
import { rerank } from './rerank.ts';
import { deepseek, mistralPrompt } from './text-choices.ts';
import { titan } from './titan.ts';
import { titanEmbed1, titanEmbed2, titanEmbedImage } from './titan-embed.ts';

const FAMILIES: readonly Family[] = [
  anthropic,
  claudeText,
  titanEmbed2,
  titanEmbedImage,
  titan,
  titanEmbed1,
  novaEmbed,
  nova,
  cohereEmbed4,
  cohereEmbed3,
  rerank,
  amazonImages,
  stableDiffusion,
  stability,
  marengo,
  cohereCommand,
  commandR,
  jamba,
  jurassic,
  llama,
  mistralChat,
  mistralPrompt,
  openai,
  deepseek,
  pegasus,
];

/** Families whose key is theirs alone. */
const TELLING = FAMILIES.filter(({ form }) => form !== 'prompt' && form !== 'messages');

/** Those that can answer in a stream. */
const TELLING_ALOUD = TELLING.filter(({ silent }) => !silent);

/**
 * The family that answers for a model id on the invoke route. Where the id fits several forms, or
 * an ARN hides the model, a telling key of the body decides; the last resort is the prompt form
 * that imported models use, or chat completions for a body with messages.
 */
export function familyFor(modelId: string, body: JsonObject, streamed: boolean): Family {
  const model = readModelId(modelId);
  const named = model.kind === 'foundation' ? FAMILIES.filter(({ models }) => models.test(model.base)) : [];
  const byForm = (families: readonly Family[]): Family | undefined =>
    families.find(({ form }) => Object.hasOwn(body, form));
  return (
    byForm(named) ??
    named[0] ??
    byForm(streamed ? TELLING_ALOUD : TELLING) ??
    ('messages' in body ? openai : llama)
  );
}
