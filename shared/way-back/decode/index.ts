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
  moonshot: decodeOpenai,
  'chat-completions': decodeOpenai,
};

/**
 * The reader that LiteLLM has for the stream of a family. Chunks in OpenAI's form of gpt-oss and Qwen on invoke have
 * none of the members that the reader for plain text looks at: all that they say is lost.
 */
export const readerOf = (family: FamilyId): Read => READERS[family] ?? decodeText;
