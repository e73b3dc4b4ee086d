import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer, pathOf } from '../../../json/pointer.ts';
import type { Context } from '../../call/context.ts';
import { badRequest, crash } from '../../call/failures.ts';
import { rulesIn } from '../../ledger/rule.ts';
import { has } from '../../releases/behaviours.ts';
import type { Release } from '../../releases/release.ts';

const make = rulesIn('build', 'openai', 'LiteLLM OpenAIGPTConfig._transform_content_item');

const IMAGE_URL = make('image-url', 'mapped', 'An image given as a plain string becomes an object with url.');
const HINT = make(
  'litellm-hint',
  'consumed',
  'A hint for LiteLLM about the file, not part of the chat form.',
);
const FILE_NAME = make('file-name', 'added', 'A file without a name is called my_file.pdf.');
const PART = make('part', 'kept', 'The content part is sent as it is.');

/** Members of `image_url` and `file` that are hints for LiteLLM itself. */
const hints = (key: 'image_url' | 'file', release: Release): readonly string[] => {
  if (!has(release, 'part-hints-taken-out')) return ['format'];
  return key === 'file' ? ['format', 'detail', 'video_metadata'] : ['format', 'video_metadata'];
};

function withoutHints(
  object: JsonObject,
  names: readonly string[],
  at: Pointer,
  context: Context,
): JsonObject {
  if (!names.some((name) => Object.hasOwn(object, name))) return object;
  const copy: Record<string, Json> = context.trace.whole({}, at, PART);
  for (const key of Object.keys(object)) {
    if (names.includes(key)) context.trace.note(child(at, key), HINT);
    else copy[key] = object[key] as Json;
  }
  return copy;
}

function imagePart(part: JsonObject, at: Pointer, context: Context): JsonObject {
  const image = part.image_url;
  const { trace, profile } = context;
  if (image === undefined && !profile.strict) crash(`${pathOf(at)} has no 'image_url' (KeyError)`);
  const inner = child(at, 'image_url');
  if (typeof image === 'string') {
    const url = trace.whole({ url: image }, inner, IMAGE_URL);
    return trace.whole({ ...part, image_url: url }, at, PART);
  }
  if (!isObject(image)) return part;
  const cleaned = withoutHints(image, hints('image_url', context.profile.release), inner, context);
  return cleaned === image ? part : trace.whole({ ...part, image_url: cleaned }, at, PART);
}

/** LiteLLM downloads a file whose id is a web address, and sends its bytes. */
function refuseDownload(id: Json | undefined): void {
  if (typeof id !== 'string' || !/^(https?:\/\/|www\.)/.test(id)) return;
  crash(
    `LiteLLM downloads ${id} and sends the bytes; Strata does not fetch files, so use file_data instead.`,
  );
}

function filePart(part: JsonObject, at: Pointer, context: Context): JsonObject {
  const { trace } = context;
  const file = part.file;
  if (!isObject(file)) {
    const message = "A content part of type 'file' has no 'file' in it.";
    throw badRequest(message);
  }
  const inner = child(at, 'file');
  const cleaned = withoutHints(file, hints('file', context.profile.release), inner, context);
  refuseDownload(cleaned.file_id);
  const nameless = (cleaned.file_data ?? null) !== null && (cleaned.filename ?? null) === null;
  const named: JsonObject = nameless
    ? trace.member(
        trace.whole({ ...cleaned, filename: 'my_file.pdf' }, inner, PART),
        'filename',
        null,
        FILE_NAME,
      )
    : cleaned;
  return named === file ? part : trace.whole({ ...part, file: named }, at, PART);
}

/**
 * The content parts of a user message as the chat form wants them: images as objects, files with a
 * name, LiteLLM's own hints taken out. Returns the list itself where nothing changes.
 * Throws a `refused` Stop (`BadRequestError`) for a file part without a file.
 */
export function userParts(content: Json, at: Pointer, context: Context): Json {
  if (!isArray(content) || content.length === 0) return content;
  const parts = content.map((part, i) => {
    if (!isObject(part)) return context.profile.strict ? part : crash(`${pathOf(child(at, i))} is no object`);
    if (part.type === 'image_url') return imagePart(part, child(at, i), context);
    return part.type === 'file' ? filePart(part, child(at, i), context) : part;
  });
  if (parts.every((part, i) => part === content[i])) return content;
  parts.forEach((part, i) => {
    if (part === content[i] && isObject(part)) context.trace.whole(part, child(at, i), PART);
  });
  return context.trace.whole(parts, at, PART);
}
