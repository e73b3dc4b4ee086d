import { isObject, type JsonObject } from '../../../../json/json.ts';
import type { Pointer } from '../../../../json/pointer.ts';
import { imageFormat, imageSize } from '../../../../tokens/media.ts';
import { FIRMS_LIST } from '../../../models/capabilities/claude-measured.ts';
import { perBody } from '../../../per-body.ts';
import type { Check, Finding } from '../../family.ts';
import { about, blocksOf, found, placedBlocks } from './found.ts';

interface Image {
  /** Of the content block. */
  readonly pointer: Pointer;
  /** As sentences write it, with the kind of the source: `messages.0.content.1.image.source.base64`. */
  readonly path: string;
  readonly base64: string;
  /** What it is said to be: `image/png`. */
  readonly mediaType: string | null;
}

function imageOf(block: JsonObject, pointer: Pointer, path: string): readonly Image[] {
  if (block.type !== 'image' || !isObject(block.source ?? null)) return [];
  const { type, data, media_type } = block.source as JsonObject;
  if (typeof data !== 'string') return [];
  const mediaType = typeof media_type === 'string' ? media_type : null;
  return [{ pointer, path: `${path}.image.source.${type}`, base64: data, mediaType }];
}

/** Images of all messages, those inside tool results too. */
const imagesOf = perBody((body): readonly Image[] =>
  placedBlocks(body).flatMap(({ block, pointer, path }) =>
    block.type === 'tool_result'
      ? blocksOf(block).flatMap((inner, k) =>
          imageOf(inner, `${pointer}/content/${k}`, `${path}.tool_result.content.${k}`),
        )
      : imageOf(block, pointer, path),
  ),
);

/** Length of base64 with its padding. */
const padded = ({ length }: string): number => Math.ceil(length / 4) * 4;

const empty: Check = (body) =>
  imagesOf(body).flatMap(({ pointer, path, base64 }): readonly Finding[] =>
    base64 === ''
      ? [
          found({
            pointer,
            sentence: `${path}: image cannot be empty`,
            why: 'The image has no bytes.',
            source: [FIRMS_LIST],
            fixes: [{ kind: 'drop', pointer }],
          }),
        ]
      : [],
  );

/** Seen without on 9 January 2025 (aws-sdk-js-v3 #6785), when images had but one kind of source. */
const KINDS_SINCE = '2025-02';
const withoutKind = (path: string): string => path.replace(/\.bytes$/, '');

const length: Check = (body, { row, asOf }) => {
  const most = row.imageLength;
  if (!most) return [];
  const named = asOf === null || asOf >= KINDS_SINCE;
  return imagesOf(body).flatMap(({ pointer, path: full, base64 }): readonly Finding[] => {
    const path = named ? full : withoutKind(full);
    const bytes = padded(base64);
    if (bytes <= most.is) return [];
    return [
      found({
        pointer,
        sentence: `${path}: image exceeds ${most.is / 1024 / 1024} MB maximum: ${bytes} bytes > ${most.is} bytes`,
        why: 'The limit is on the base64, a third longer than the image: 3.75 MB of image fit.',
        source: most.evidence,
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });
};

/** Where the data of base64 stand; Converse has bytes alone. */
const dataPath = (path: string): string => (path.endsWith('.base64') ? `${path}.data` : path);

const sides: Check = (body, { row }) => {
  const side = row.imageSide;
  const images = imagesOf(body);
  if (!side) return [];
  const many = images.length > side.is.many;
  const most = many ? side.is.mostOfMany : side.is.most;
  return images.flatMap(({ pointer, path, base64 }): readonly Finding[] => {
    const { width, height } = imageSize(base64);
    if (Math.max(width ?? 0, height ?? 0) <= most) return [];
    return [
      found({
        pointer,
        sentence: `${dataPath(path)}: At least one of the image dimensions exceed max allowed size${many ? ' for many-image requests' : ''}: ${most} pixels`,
        why: `The image has ${width} by ${height} pixels${many ? `; with more than ${side.is.many} images in a request each may have ${most}` : ''}.`,
        source: side.evidence,
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });
};

const format: Check = (body, { row }) => {
  const asSaid = row.imagesAsSaid;
  if (!asSaid?.is) return [];
  return imagesOf(body).flatMap(({ pointer, path, base64, mediaType }): readonly Finding[] => {
    const seen = imageFormat(base64);
    if (seen === null || mediaType === null || mediaType === `image/${seen}`) return [];
    return [
      found({
        pointer,
        sentence: `${dataPath(path)}: The image was specified using the ${mediaType} media type, but the image appears to be a image/${seen} image`,
        why: 'The first bytes of an image tell its format.',
        source: asSaid.evidence,
      }),
    ];
  });
};

const count: Check = (body, { row }) => {
  const most = row.images;
  if (!most) return [];
  const { length: images } = imagesOf(body);
  const documents = placedBlocks(body).filter(({ block }) => block.type === 'document').length;
  if (images + documents <= most.is) return [];
  return [
    found({
      pointer: '/messages',
      sentence: `too many images and documents: ${images} + ${documents} > ${most.is}`,
      why: `The model was seen to take ${most.is} images and documents in a request.`,
      source: most.evidence,
      ...(most.is === 100 ? { confirmed: false } : {}),
    }),
  ];
};

/** Rules about the size and number of images. */
export const IMAGE_CHECKS: readonly Check[] = [empty, format, length, sides, count].map((check) =>
  about(['image', 'tool_result', 'document'], check),
);
