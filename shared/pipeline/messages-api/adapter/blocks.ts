import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import { itemsOf, type Located } from '../../blocks/edit.ts';
import { isInjected } from '../../cache/points.ts';
import type { Rule } from '../../ledger/rule.ts';
import type { From, Trace } from '../../ledger/trace.ts';
import { pythonText } from '../../python/repr.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import type { Release } from '../../releases/release.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';

/** What the adaptation has to know. */
export interface Adapting {
  readonly trace: Trace;
  readonly release: Release;
  /** The model string without `bedrock/`. */
  readonly model: string;
  /** True where LiteLLM drops what it cannot send: its own switch, or the caller's. */
  readonly dropParams: boolean;
  /** True where LiteLLM asks for a summary wherever a model is asked to think. */
  readonly autoSummary: boolean;
}

export const isClaude = (model: string): boolean => /anthropic|claude/.test(model.toLowerCase());

const isArn = (model: string): boolean => /arn:/i.test(model) && /:bedrock:/i.test(model);

/** True for models that cache_control is handed on to. */
export function takesCacheControl({ model, release }: Adapting): boolean {
  if (isClaude(model)) return true;
  return (
    has(release, 'adapter-cache-control-on-arns') &&
    (isArn(model) ||
      (has(release, 'adapter-cache-control-on-gemini') && model.toLowerCase().includes('gemini')))
  );
}

/** A new container made from an incoming value. */
export function made<T extends object>(
  { trace }: Adapting,
  value: T,
  from: From,
  rule: Rule = RULE.mapped,
): T {
  return trace.whole(value, from, rule);
}

/** Notes the members of a block that its counterpart has no place for. */
export function noteOthers({ trace }: Adapting, block: Located<JsonObject>, used: readonly string[]): void {
  for (const key of Object.keys(block.value)) {
    if (key !== 'cache_control' && !used.includes(key)) trace.note(child(block.at, key), RULE.memberLost);
  }
}

/** Copies cache_control to a counterpart where the model takes it. */
export function copyCache(
  adapting: Adapting,
  block: Located<JsonObject>,
  target: Record<string, Json>,
): void {
  const { cache_control: control } = block.value;
  if (control === undefined) return;
  const at = child(block.at, 'cache_control');
  const isEmpty = isObject(control) && Object.keys(control).length === 0;
  if (isTruthy(control) && !isEmpty && takesCacheControl(adapting)) {
    target.cache_control = control;
    adapting.trace.member(target, 'cache_control', at, RULE.kept);
  } else if (!isInjected(control, adapting.trace)) adapting.trace.note(at, RULE.cacheLost);
}

/** The web address or data URL of an image or document source; null where it has neither. */
export function sourceUrl(source: Json | undefined): string | null {
  if (!isObject(source)) return null;
  if (source.type === 'base64') {
    const type = typeof source.media_type === 'string' ? source.media_type : 'image/jpeg';
    return isTruthy(source.data) ? `data:${type};base64,${pythonText(source.data ?? null)}` : null;
  }
  return source.type === 'url' && typeof source.url === 'string' && source.url ? source.url : null;
}

/** A text part made of a text block. */
export function textPart(adapting: Adapting, block: Located<JsonObject>): Record<string, Json> {
  const part = made(adapting, { type: 'text', text: block.value.text ?? '' }, block.at, RULE.kept);
  adapting.trace.member(part, 'text', child(block.at, 'text'), RULE.kept);
  noteOthers(adapting, block, ['type', 'text']);
  return part;
}

/** An image part made of an image or document block; null where its source has no address. */
export function imagePart(adapting: Adapting, block: Located<JsonObject>): Record<string, Json> | null {
  const url = sourceUrl(block.value.source);
  if (url === null) return null;
  const at = child(block.at, 'source');
  const image = made(adapting, { url }, at);
  noteOthers(adapting, block, ['type', 'source']);
  return made(adapting, { type: 'image_url', image_url: image }, block.at);
}

const stringOr = (value: Json | undefined, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/** A document: up to 1.90 an image part, since 1.109 a file. */
export function documentPart(adapting: Adapting, block: Located<JsonObject>): Record<string, Json> | null {
  const { source, title } = block.value;
  const inline =
    isObject(source) && source.type === 'base64' && typeof source.data === 'string' && source.data !== '';
  if (!has(adapting.release, 'adapter-documents-as-files') || !inline) return imagePart(adapting, block);
  const type = stringOr(source.media_type, 'application/pdf');
  const file = made(
    adapting,
    {
      filename: stringOr(title, 'document.pdf'),
      file_data: `data:${type};base64,${pythonText(source.data ?? null)}`,
    },
    child(block.at, 'source'),
  );
  const named = title === undefined ? null : child(block.at, 'title');
  adapting.trace.member(file, 'filename', named, named === null ? RULE.added : RULE.mapped);
  noteOthers(adapting, block, ['type', 'source', 'title']);
  return made(adapting, { type: 'file', file }, block.at);
}

/** The blocks of a list, with their places. */
export const blocksIn = ({ trace }: Adapting, content: Json | undefined, at: Pointer): readonly Located[] =>
  isArray(content) ? itemsOf(trace, content, at) : [];
