import { isObject, type JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { byteLength, imageFormat } from '../../tokens/media.ts';
import { quoted } from '../evidence.ts';
import type { Check, Finding } from '../families/family.ts';
import { RESTRICTIONS } from '../models/capabilities/claude-evidence.ts';
import { perBody } from '../per-body.ts';
import type { Evidence } from '../problem.ts';
import { about, blocksOf, contentOf, found } from './request.ts';

interface Placed {
  readonly document: JsonObject;
  /** Of the content block. */
  readonly pointer: Pointer;
}

const documentsOf = perBody((body): readonly Placed[] =>
  blocksOf(body).flatMap(({ block, pointer }) =>
    isObject(block.document ?? null) ? [{ document: block.document as JsonObject, pointer }] : [],
  ),
);

const COUNTED = quoted('aws-samples/generative-ai-use-cases', 1685, '2026-08-25');

const MOST = 5;

const count: Check = (body) => {
  const first = documentsOf(body)[MOST];
  if (!first) return [];
  return [
    found({
      pointer: first.pointer,
      key: 'document',
      sentence: `You can't include more than ${MOST} documents in a request.`,
      why: 'Converse counts the documents of all messages together.',
      source: [COUNTED, RESTRICTIONS],
      fixes: [{ kind: 'drop', pointer: first.pointer }],
    }),
  ];
};

const twice: Check = (body) => {
  const names = new Set<unknown>();
  return documentsOf(body).flatMap(({ document: { name }, pointer }, i): readonly Finding[] => {
    if (!names.has(name)) {
      names.add(name);
      return [];
    }
    return [
      found({
        pointer: `${pointer}/document/name`,
        sentence:
          "Messages can't contain duplicate document names. Rename the document and retry your request.",
        why: 'The model tells documents apart by their names, over all messages.',
        source: [COUNTED],
        fixes: [{ kind: 'set', pointer: `${pointer}/document/name`, value: `${name} ${i + 1}` }],
      }),
    ];
  });
};

/** Largest document in bytes: 4.5 MB, in the greater reading. */
const LARGEST = 4.5 * 1024 * 1024;

const bytesOf = ({ source }: JsonObject): number => {
  const { bytes } = isObject(source ?? null) ? (source as JsonObject) : {};
  return typeof bytes === 'string' ? byteLength(bytes) : 0;
};

const size: Check = (body, { row }) => {
  const large = row.largeDocuments?.is ?? [];
  return documentsOf(body).flatMap(({ document, pointer }): readonly Finding[] => {
    const bytes = bytesOf(document);
    if (bytes <= LARGEST || large.some((format) => format === document.format)) return [];
    return [
      found({
        pointer: `${pointer}/document/source/bytes`,
        sentence: `The document has ${bytes} bytes, documented are at most 4.5 MB`,
        why: 'Converse is documented to take documents up to 4.5 MB; its words for a larger one are not on record.',
        source: [RESTRICTIONS],
        confirmed: false,
      }),
    ];
  });
};

const isCited = ({ citations }: JsonObject): boolean =>
  isObject(citations ?? null) && (citations as JsonObject).enabled === true;

/** Text in place of bytes is read where it is to be cited (recorded), and refused otherwise. */
const textSource: Check = (body, { row }) =>
  row.ownValidator?.is === true
    ? documentsOf(body).flatMap(({ document, pointer }) => {
        const source = isObject(document.source ?? null) ? (document.source as JsonObject) : {};
        if (typeof source.text !== 'string' || isCited(document)) return [];
        const place = `${pointer}/document/source`;
        return [
          found({
            pointer: place,
            key: 'text',
            sentence: `The DocumentSource object at ${place.slice(1).replaceAll('/', '.')} must set one of the following keys: bytes, s3Location.`,
            why: 'A document given as text must be one to cite from: citations.enabled.',
            source: [quoted('maximhq/bifrost', 7072, '2026-09-11')],
          }),
        ];
      })
    : [];

const citedResult: Check = (body) =>
  blocksOf(body).flatMap(({ block, pointer }) =>
    isObject(block.toolResult ?? null)
      ? contentOf(block.toolResult as JsonObject).flatMap(({ document }, k): readonly Finding[] => {
          if (!isObject(document ?? null) || !isCited(document as JsonObject)) return [];
          const place = `${pointer}/toolResult/content/${k}/document/citations`;
          return [
            found({
              pointer: place,
              sentence: 'Citations are not supported in tool result documents.',
              why: 'Documents of the conversation can be cited from, those that a tool brought cannot.',
              source: [quoted('boto/boto3', 4648, '2025-10-27')],
              fixes: [{ kind: 'drop', pointer: place }],
            }),
          ];
        })
      : [],
  );

const DOCUMENTED_KINDS = 'xlsx, txt, pdf, csv, md, doc, html, xls, docx';

const TOLD: Evidence = {
  source: 'public documentation of an API gateway: errors of Converse that its users meet',
  url: null,
  date: '2025-08',
  grade: 'quoted',
};

/** Models that read documents as text have them read by the service, which looks what kind they are. */
const noImages: Check = (body, { base, row }) => {
  if (/^(anthropic|amazon\.nova)/.test(base) || !row.media?.is.includes('document')) return [];
  return documentsOf(body).flatMap(({ document, pointer }): readonly Finding[] => {
    const { bytes } = isObject(document.source ?? null) ? (document.source as JsonObject) : {};
    const image = typeof bytes === 'string' ? imageFormat(bytes) : null;
    if (image === null) return [];
    return [
      found({
        pointer: `${pointer}/document/format`,
        sentence: `Unsupported MIME type: image/${image}. Retry your request with a supported file type: ${DOCUMENTED_KINDS}`,
        why: 'The first bytes of the document are those of an image.',
        source: [TOLD],
      }),
    ];
  });
};

/** How the base64 of a PDF that was base64 already begins. */
const TWICE = 'SlZCRVJpM';

/** A client encodes bytes itself: what is encoded before becomes text. */
const encodedTwice: Check = (body) =>
  documentsOf(body).flatMap(({ document, pointer }): readonly Finding[] => {
    const { bytes } = isObject(document.source ?? null) ? (document.source as JsonObject) : {};
    if (document.format !== 'pdf' || typeof bytes !== 'string' || !bytes.startsWith(TWICE)) return [];
    return [
      found({
        pointer: `${pointer}/document/source/bytes`,
        sentence: 'The detected filetype is PLAIN_TEXT, but the provided filetype was PDF.',
        why: 'The bytes are base64 of base64: AWS’s clients encode bytes themselves.',
        source: [
          quoted('strands-agents/tools', 26, '2025-05-21'),
          quoted('strands-agents/harness-sdk', 940, '2025-09-28'),
          TOLD,
        ],
      }),
    ];
  });

/** Rules about how many documents there are, how they are called, how large they are and what is cited from. */
export const DOCUMENT_CHECKS: readonly Check[] = [
  textSource,
  about(['toolResult'], citedResult),
  count,
  twice,
  size,
  noImages,
  encodedTwice,
];
