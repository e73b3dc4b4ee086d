import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import type { Stop } from '../../../call/failures.ts';
import { badRequest } from '../../../call/failures.ts';
import type { Message } from '../../../messages/message.ts';
import { has } from '../../../releases/behaviours.ts';
import { type Block, type Conversion, made, set } from './block.ts';
import { checkContent, checkResultPart, checkUserPart } from './check-part.ts';
import { documentBlock, fileBlock, imageBlock, isDocumentUrl } from './media.ts';
import { MESSAGE_RULES as RULE } from './rules.ts';
import { copyCacheControl, textBlock } from './text.ts';
import { answerId } from './tool-calls.ts';

const missingContent = (role: string): Stop =>
  badRequest(`A ${role} message without content cannot be sent.`);

function partBlock(part: JsonObject, at: Pointer, conversion: Conversion): Block | null {
  switch (part.type) {
    case 'text':
      return textBlock(part.text ?? null, at, child(at, 'text'), conversion);
    case 'image_url':
      return imageBlock(part, at, conversion);
    case 'document':
      return made(conversion.trace, { ...part }, at, RULE.kept);
    case 'file':
      return fileBlock(part, at, conversion);
    default:
      return null;
  }
}

function partBlocks(content: readonly Json[], contentAt: Pointer, conversion: Conversion): readonly Block[] {
  return content.flatMap((part, i) => {
    const at = child(contentAt, i);
    checkUserPart({ value: part, at }, conversion);
    const block = isObject(part) ? partBlock(part, at, conversion) : null;
    if (!block || !isObject(part)) {
      conversion.trace.note(at, RULE.unknownPart);
      return [];
    }
    return [copyCacheControl(block, part, at, conversion)];
  });
}

/** The content blocks of a user message. */
export function userBlocks(message: Message, conversion: Conversion): readonly Block[] {
  checkContent(message, conversion);
  const { value, at, contentAt } = message;
  const { content } = value;
  if (typeof content === 'string') {
    const block = textBlock(content, at, contentAt, conversion);
    return [copyCacheControl(block, value, at, conversion)];
  }
  if (isArray(content)) return partBlocks(content, contentAt, conversion);
  if (content === undefined && !has(conversion.release, 'absent-user-content-passes'))
    throw missingContent('user');
  return [];
}

function resultPart(part: JsonObject, at: Pointer, conversion: Conversion): Block | null {
  const { trace, release } = conversion;
  if (part.type === 'text') {
    const block = made<Block>(trace, { type: 'text' }, at, RULE.text);
    set(trace, block, 'text', part.text ?? null, child(at, 'text'), RULE.textKept);
    if (!has(release, 'absent-marks-left-out-of-results') && (part.cache_control ?? null) === null) {
      set(trace, block, 'cache_control', null, null, RULE.cacheControlNull);
    } else if (part.cache_control !== undefined && part.cache_control !== null) {
      const control = part.cache_control;
      set(trace, block, 'cache_control', control, child(at, 'cache_control'), RULE.cacheControl);
    }
    return block;
  }
  if (part.type === 'image_url') {
    const image = part.image_url;
    const imageAt = child(at, 'image_url');
    const [url, urlAt] = isObject(image) ? [image.url, child(imageAt, 'url')] : [image, imageAt];
    const block =
      typeof url === 'string' && isDocumentUrl(url)
        ? documentBlock(url, urlAt, at, conversion)
        : imageBlock(part, at, conversion);
    return copyCacheControl(block, part, at, conversion);
  }
  if (part.type === 'file') return copyCacheControl(fileBlock(part, at, conversion), part, at, conversion);
  if (part.type === 'tool_reference' && has(release, 'tool-references-kept')) {
    const { tool_name: name } = part;
    if (name === undefined) throw badRequest('A tool reference needs a tool_name.');
    return made<Block>(trace, { type: 'tool_reference', tool_name: name }, at, RULE.kept);
  }
  return null;
}

function resultContent({ value, contentAt }: Message, conversion: Conversion): Json {
  const { content } = value;
  if (content === undefined) throw missingContent('tool');
  if (typeof content === 'string') return content;
  if (!isArray(content)) return '';
  const blocks = content.flatMap((part, i) => {
    const at = child(contentAt, i);
    checkResultPart({ value: part, at }, conversion);
    const block = isObject(part) ? resultPart(part, at, conversion) : null;
    if (!block) conversion.trace.note(at, RULE.unknownPart);
    return block ? [block] : [];
  });
  return made(conversion.trace, blocks, contentAt, RULE.toolResult);
}

/** A tool (or function) message as a tool_result block. */
export function toolResultBlock(message: Message, conversion: Conversion): Block {
  const { trace } = conversion;
  const { value, at, contentAt } = message;
  if (value.role === 'tool' && typeof value.tool_call_id !== 'string') {
    throw badRequest('A tool message needs a tool_call_id.');
  }
  const block = made<Block>(trace, { type: 'tool_result' }, at, RULE.toolResult);
  const id = answerId(value);
  if (value.tool_call_id === undefined) block.tool_use_id = id;
  else {
    const rule = id === value.tool_call_id ? RULE.textKept : RULE.toolId;
    set(trace, block, 'tool_use_id', id, child(at, 'tool_call_id'), rule);
  }
  const content = resultContent(message, conversion);
  if (typeof content === 'string') set(trace, block, 'content', content, contentAt, RULE.textKept);
  else block.content = content;
  if (value.cache_control !== undefined) {
    set(trace, block, 'cache_control', value.cache_control, child(at, 'cache_control'), RULE.cacheControl);
  }
  return block;
}
