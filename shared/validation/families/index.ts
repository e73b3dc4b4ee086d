import type { Json } from '../../json/json.ts';
import { jamba, jurassic } from './ai21.ts';
import { anthropicRules } from './claude/messages.ts';
import { claudeText } from './claude/text.ts';
import { cohereCommand } from './cohere-command.ts';
import { commandR } from './command-r.ts';
import { deepseekR1 } from './deepseek.ts';
import type { FamilyRules } from './family.ts';
import { llama } from './llama.ts';
import { mistralRules } from './mistral.ts';
import { nova } from './nova.ts';
import { chatShaped, gptOss, qwen3 } from './openai.ts';
import { palmyra } from './palmyra.ts';
import { pegasus } from './pegasus.ts';
import { titanRules } from './titan.ts';

type Choice = FamilyRules | ((base: string, body: Json) => FamilyRules);

// The first pattern that fits the foundation model id decides.
const FAMILIES: readonly (readonly [RegExp, Choice])[] = [
  [/^anthropic\.claude-(v[12]|instant)/, claudeText],
  [/^anthropic\.claude-/, anthropicRules],
  [/^amazon\.titan-(text-(lite|express|premier)|tg1)/, titanRules],
  [/^amazon\.nova-(micro|lite|pro|premier|2-lite|2-pro)/, nova],
  [/^cohere\.command-r/, commandR],
  [/^cohere\.command-(light-)?text/, cohereCommand],
  [/^ai21\.j2-/, jurassic],
  [/^ai21\.jamba-/, jamba],
  [/^meta\.llama/, llama],
  [/^mistral\./, mistralRules],
  [/^deepseek\.r1/, deepseekR1],
  [/^openai\.gpt-oss/, gptOss],
  [/^qwen\.qwen3/, qwen3],
  [/^(deepseek|google|minimax|moonshot|moonshotai|nvidia|openai|qwen|zai)\./, chatShaped],
  [/^twelvelabs\.pegasus/, pegasus],
  [/^writer\.palmyra/, palmyra],
];

/**
 * The rules for the native body of a foundation model.
 * @param base model id without geography prefix
 * @param body some models take two forms; the body tells which is meant
 * @returns undefined for models whose bodies Strata has no rules for (embeddings, images)
 */
export function rulesFor(base: string, body: Json): FamilyRules | undefined {
  const choice = FAMILIES.find(([pattern]) => pattern.test(base))?.[1];
  return typeof choice === 'function' ? choice(base, body) : choice;
}
