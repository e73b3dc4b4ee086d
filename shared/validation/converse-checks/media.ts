import { isObject, type JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { imageFormat } from '../../tokens/media.ts';
import { quoted } from '../evidence.ts';
import type { Check } from '../families/family.ts';
import type { Capabilities, Medium } from '../models/capabilities/capability.ts';
import { vercel } from '../models/capabilities/claude-evidence.ts';
import { perBody } from '../per-body.ts';
import { DOCUMENT_CHECKS } from './documents.ts';
import { about, blocksOf, contentOf, found, standing, unlessModelDoes } from './request.ts';

const MEDIA = ['image', 'document', 'video', 'audio'] as const;

interface Placed {
  readonly medium: Medium;
  readonly value: JsonObject;
  readonly pointer: Pointer;
  readonly inResult: boolean;
}

function mediaIn(block: JsonObject, pointer: Pointer, inResult: boolean): readonly Placed[] {
  return MEDIA.flatMap((medium) => {
    const value = block[medium] ?? null;
    return isObject(value) ? [{ medium, value, pointer: `${pointer}/${medium}`, inResult }] : [];
  });
}

/** Media of all messages, those inside tool results too. */
const mediaOf = perBody((body): readonly Placed[] =>
  blocksOf(body).flatMap(({ block, pointer }) => {
    const result = isObject(block.toolResult ?? null) ? (block.toolResult as JsonObject) : null;
    return [
      ...mediaIn(block, pointer, false),
      ...(result === null
        ? []
        : contentOf(result).flatMap((inner, k) =>
            mediaIn(inner, `${pointer}/toolResult/content/${k}`, true),
          )),
    ];
  }),
);

function refusalOf(medium: Medium, { documentsByField }: Partial<Capabilities>): string {
  if (medium !== 'document')
    return `This model doesn't support the ${medium} content block that you provided. Update the content block and try again.`;
  return documentsByField?.is
    ? `This model doesn't support the document field for user messages. Remove document and try again.`
    : "This model doesn't support documents.";
}

const kinds: Check = (body, { row }) => {
  const { media, mediaInResults } = row;
  if (!media) return [];
  const given = mediaOf(body).filter(({ inResult }) => !inResult || !mediaInResults);
  return given.flatMap(({ medium, pointer }) =>
    media.is.includes(medium)
      ? []
      : [
          standing(media, {
            pointer,
            sentence: refusalOf(medium, row),
            why: `The model reads ${['text', ...media.is].join(', ')}.`,
            fixes: [{ kind: 'drop', pointer: pointer.slice(0, pointer.lastIndexOf('/')) }],
          }),
        ],
  );
};

const imagesInResults: Check = (body, { row }) => {
  const read = row.mediaInResults;
  if (!read || read.is.includes('image')) return [];
  return mediaOf(body)
    .filter(({ medium, inResult }) => inResult && medium === 'image')
    .map(({ pointer }) =>
      standing(read, {
        pointer,
        sentence: "This model doesn't support the image field for user messages. Remove image and try again.",
        why: 'The model reads no images in the results of tools.',
        fixes: [{ kind: 'drop', pointer: pointer.slice(0, pointer.lastIndexOf('/')) }],
      }),
    );
};

const fromS3 = ({ source }: JsonObject): boolean =>
  isObject(source ?? null) && 's3Location' in (source as JsonObject);

const sources: Check = (body, { row }) => {
  const s3 = row.s3;
  if (!s3) return [];
  return mediaOf(body).flatMap(({ medium, value, pointer }) =>
    !fromS3(value) || s3.is.includes(medium)
      ? []
      : [
          found({
            pointer: `${pointer}/source/s3Location/uri`,
            sentence: "This model doesn't support the s3Uri field. Remove s3Uri and try again.",
            why: 'The model takes the bytes of media, not their place in S3.',
            source: s3.evidence,
          }),
        ],
  );
};

const imagesAsSaid: Check = (body, { row }) => {
  if (!row.imagesAsSaid?.is) return [];
  const { imagesAsSaid: cell } = row;
  return mediaOf(body).flatMap(({ medium, value, pointer }) => {
    const { bytes } = isObject(value.source ?? null) ? (value.source as JsonObject) : {};
    const seen = medium === 'image' && typeof bytes === 'string' ? imageFormat(bytes) : null;
    if (seen === null || seen === value.format) return [];
    return [
      standing(cell, {
        pointer: `${pointer}/format`,
        sentence:
          'The model returned the following errors: The provided image does not match the specified image format.',
        why: `The first bytes of the image are those of ${seen}.`,
        fixes: [{ kind: 'set', pointer: `${pointer}/format`, value: seen }],
      }),
    ];
  });
};

/** Claude is asked by Claude's own rules; others were seen to say no more than that something is wrong. */
const imageCount: Check = (body, { base, row }) => {
  const most = base.startsWith('anthropic.') ? undefined : row.images;
  const images = mediaOf(body).filter(({ medium }) => medium === 'image');
  const [surplus] = most === undefined ? [] : images.slice(most.is);
  if (most === undefined || surplus === undefined) return [];
  return [
    standing(most, {
      pointer: surplus.pointer,
      sentence: 'The model returned the following errors: Validation Error',
      why: `The model reads ${most.is === 1 ? 'one image' : `${most.is} images`} in a request.`,
    }),
  ];
};

const NAMES = [
  vercel('amazon-bedrock-invalid-document-filenames', '2026-09-04'),
  quoted('anomalyco/opencode', 19964, '2026-04'),
  quoted('strands-agents/harness-sdk', 3019, '2026-06'),
];
const WELL_NAMED = /^[\w \-()[\]]*$/;

const documentNames: Check = (body) =>
  mediaOf(body).flatMap(({ medium, value, pointer }) => {
    const { name } = value;
    if (medium !== 'document' || typeof name !== 'string') return [];
    if (WELL_NAMED.test(name) && !name.includes('  ')) return [];
    return [
      found({
        pointer: `${pointer}/name`,
        sentence:
          "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character. Check that the file name conforms to these restrictions and retry your request.",
        why: 'The name is shown to the model, so it is kept plain.',
        source: NAMES,
        fixes: [{ kind: 'set', pointer: `${pointer}/name`, value: plainName(name) }],
      }),
    ];
  });

const plainName = (name: string): string =>
  name
    .replace(/[^\w \-()[\]]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim() || 'document';

/** Rules about images, documents, video and audio. */
export const MEDIA_CHECKS: readonly Check[] = [
  kinds,
  imagesInResults,
  sources,
  unlessModelDoes(imagesAsSaid),
  imageCount,
  documentNames,
  ...DOCUMENT_CHECKS,
].map((check) => about([...MEDIA, 'toolResult'], check));
