import type { FamilyId } from '../../pipeline/call/model.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import type { AnswerEvent, Decoded } from '../piece.ts';
import { decodeClaude } from './claude.ts';
import { decodeConverse, decodeNova } from './converse.ts';
import { decodeOpenai, decodeText } from './text.ts';

/** `jsonMode`: the request has LiteLLM's own tool for a form of the answer. */
type Read = (events: readonly AnswerEvent[], release: Release, jsonMode: boolean) => Decoded;

const READERS: Readonly<Partial<Record<FamilyId, Read>>> = {
  converse: decodeConverse,
  anthropic: decodeClaude,
  'anthropic-messages': decodeClaude,
  nova: decodeNova,
  openai: decodeOpenai,
  moonshot: decodeOpenai,
  'chat-completions': decodeOpenai,
  qwen3: decodeOpenai,
};

/** The reader that LiteLLM has for the stream of a family. */
export const readerOf = (family: FamilyId): Read => READERS[family] ?? decodeText;
