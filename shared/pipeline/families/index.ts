import type { Family } from '../call/family.ts';
import type { FamilyId } from '../call/model.ts';
import { ai21 } from './ai21.ts';
import { anthropic } from './anthropic.ts';
import { anthropicMessages } from './anthropic-messages.ts';
import { chatCompletions } from './chat-completions.ts';
import { claudeText } from './claude-text.ts';
import { cohereCommand } from './cohere-command.ts';
import { commandR } from './command-r.ts';
import { converse } from './converse.ts';
import { deepseek } from './deepseek.ts';
import { llama } from './llama.ts';
import { mistral } from './mistral.ts';
import { moonshot } from './moonshot.ts';
import { nova } from './nova.ts';
import { openai } from './openai.ts';
import { pegasus } from './pegasus.ts';
import { qwen2 } from './qwen2.ts';
import { qwen3 } from './qwen3.ts';
import { titan } from './titan.ts';
import { unknown } from './unknown.ts';

/** Body form → its family. One import and one line each, both in alphabetical order. */
export const FAMILIES: Readonly<Record<FamilyId, Family>> = {
  anthropic,
  'anthropic-messages': anthropicMessages,
  ai21,
  'chat-completions': chatCompletions,
  'claude-text': claudeText,
  'cohere-command': cohereCommand,
  'command-r': commandR,
  converse,
  deepseek,
  llama,
  mistral,
  moonshot,
  nova,
  openai,
  pegasus,
  qwen2,
  qwen3,
  titan,
  unknown,
};
