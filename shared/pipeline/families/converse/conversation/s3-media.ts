import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { lookUp } from '../../../../json/look-up.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { badRequest, crash } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { strip } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { built } from '../rules.ts';
import { stringOf } from './content.ts';
import { DOCUMENT_TYPES, IMAGES, type MediaKind, mediaKind, VIDEOS } from './media-types.ts';

const SOURCE = 'LiteLLM 1.108.9 to 1.108.14 BedrockImageProcessor._create_s3_block';

export const BY_ADDRESS = built(
  's3-media',
  'mapped',
  'The s3:// address goes to Bedrock as it is; the kind of block and its format are told by the name or by format.',
  SOURCE,
);
const OWNER = built('s3-owner', 'moved', 'The owner of the bucket stands beside the address.', SOURCE);

/** File extension → media type, beside the extensions that are formats themselves. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  ...DOCUMENT_TYPES,
  jpg: 'image/jpeg',
  '3gpp': 'video/3gpp',
  htm: 'text/html',
  markdown: 'text/markdown',
};

/** Subtype of a media type → format, where these differ. */
const FORMATS: Readonly<Record<string, string>> = {
  jpg: 'jpeg',
  quicktime: 'mov',
  'x-matroska': 'mkv',
  'x-flv': 'flv',
  'x-ms-wmv': 'wmv',
  '3gpp': '3gp',
};

export const isS3 = (url: string): boolean => url.startsWith('s3://');

function typeByName(uri: string): string | null {
  const name = uri.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const dot = name.lastIndexOf('.');
  const known = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  if (IMAGES.includes(known)) return `image/${known}`;
  if (VIDEOS.includes(known)) return `video/${known}`;
  return lookUp(EXTENSIONS, known) ?? null;
}

/** What the object at an address is, by the caller's own media type or the address. Throws `Stop` (`refused`, `crashed`). */
export function kindAt(uri: string, format: Json | undefined): MediaKind {
  if (typeof format !== 'string' && isTruthy(format)) crash('The format of a medium must be a media type.');
  const declared = stringOf(format) || typeByName(uri);
  if (declared === null)
    throw badRequest(
      `Cannot tell the media type of ${uri} from its file extension. Set the part's \`format\` to its MIME type, e.g. \`image/png\`.`,
    );
  const mediaType = strip(declared.split(';')[0] ?? '').toLowerCase();
  const subtype = mediaType.slice(`${mediaType.split('/')[0]}/`.length);
  const found = mediaType.startsWith('audio/')
    ? null
    : mediaKind(mediaType, lookUp(FORMATS, subtype) ?? subtype);
  if (!found) throw badRequest(`Bedrock Converse does not accept ${uri} as ${mediaType}.`);
  return found;
}

/** The source of a block for an address; `media` is what the caller wrote around it, and may name the bucket's owner. */
export function s3Source(uri: string, media: Json | undefined, at: Pointer, trace: Trace): JsonObject {
  const owner = isObject(media) ? (media.bucket_owner ?? null) : null;
  if (owner === null) return { s3Location: { uri } };
  if (stringOf(owner) === null || owner === '')
    throw badRequest(`\`bucket_owner\` for ${uri} must be the AWS account id as a non-empty string.`);
  const location = trace.member({ uri, bucketOwner: owner }, 'bucketOwner', child(at, 'bucket_owner'), OWNER);
  return { s3Location: location };
}
