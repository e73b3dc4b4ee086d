import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { formOf, imageFormat } from '../../tokens/media.ts';
import { quoted } from '../evidence.ts';
import type { Check, Finding } from '../families/family.ts';
import { FIRMS_LIST } from '../models/capabilities/claude-measured.ts';
import { about, contentOf, found, messagesOf, standing, whereModelDoes } from './request.ts';

const PREFIX = 'The model returned the following errors: ';

const documentOf = (block: JsonObject | undefined): JsonObject | null =>
  isObject(block?.document ?? null) ? (block?.document as JsonObject) : null;
const bytesOf = ({ source }: JsonObject): string | null =>
  isObject(source ?? null) && typeof (source as JsonObject).bytes === 'string'
    ? String((source as JsonObject).bytes)
    : null;

/** Converse makes two blocks of a document that is no PDF, a heading and its text. */
const isSplit = (block: JsonObject): boolean => {
  const document = documentOf(block);
  return document !== null && document.format !== 'pdf' && bytesOf(document) !== null;
};

/** Until then a PDF was no better than other documents. */
const PDF_SINCE = '2026-01';
const isBehind = (block: JsonObject, asOf: string | null): boolean =>
  isSplit(block) || (asOf !== null && asOf < PDF_SINCE && documentOf(block)?.format === 'pdf');

/** Places of blocks as Claude counts them. */
function placesOf(blocks: readonly JsonObject[]): readonly number[] {
  let place = 0;
  return blocks.map((block) => {
    const at = place;
    place += isSplit(block) ? 2 : 1;
    return at;
  });
}

/** A cache point finds nothing to stand on behind a document that is no PDF. */
const cachedDocument: Check = (body, { asOf }) =>
  messagesOf(body).flatMap((message, i) => {
    const blocks = contentOf(message);
    const places = placesOf(blocks);
    return blocks.flatMap((block, j): readonly Finding[] => {
      const before = blocks[j - 1];
      if (!('cachePoint' in block) || before === undefined || !isBehind(before, asOf)) return [];
      const pointer = `/messages/${i}/content/${j}`;
      return [
        found({
          pointer,
          key: 'cachePoint',
          sentence: `${PREFIX}messages.${i}.content.${places[j]}.type: Field required`,
          why: 'Converse cannot mark a document that is no PDF as the end of a cached prefix.',
          source: [
            quoted('strands-agents/harness-sdk', 1966, '2026-03-24'),
            quoted('aws-samples/amazon-bedrock-client-for-mac', 119, '2025-10-03'),
          ],
          fixes: [{ kind: 'drop', pointer }],
        }),
      ];
    });
  });

const CITED = ['txt', 'pdf'];

/** Only text and PDF can be cited from. */
const citedFormat: Check = (body) =>
  messagesOf(body).flatMap((message, i) =>
    contentOf(message).flatMap((block, j): readonly Finding[] => {
      const document = documentOf(block);
      const citations = document?.citations ?? null;
      if (!document || !isObject(citations) || citations.enabled !== true) return [];
      if (bytesOf(document) === null || CITED.includes(String(document.format))) return [];
      const pointer = `/messages/${i}/content/${j}/document`;
      return [
        found({
          pointer: `${pointer}/format`,
          sentence:
            'Unsupported document format. Only txt and pdf formats are supported when citations are enabled.',
          why: 'Claude cites from text and PDF alone.',
          source: [quoted('boto/boto3', 4726, '2026-02-24')],
          fixes: [{ kind: 'drop', pointer: `${pointer}/citations` }],
        }),
      ];
    }),
  );

/** Without citations Converse hands on the text of a PDF alone. */
const unseenPdf: Check = (body, { base, row }) => {
  const sees = row.seesPdf;
  if (!sees || sees.is) return [];
  return messagesOf(body).flatMap((message, i) =>
    contentOf(message).flatMap((block, j): readonly Finding[] => {
      const document = documentOf(block);
      const citations = document?.citations ?? null;
      if (document?.format !== 'pdf' || !isObject(citations) || citations.enabled !== true) return [];
      const pointer = `/messages/${i}/content/${j}/document`;
      return [
        standing(sees, {
          pointer: `${pointer}/citations`,
          sentence: `${PREFIX}${base.replace(/^anthropic\.|-v\d+:\d+$/g, '')} does not support PDFs.`,
          why: 'To cite from a PDF the model looks at its pages, which this one cannot.',
          fixes: [{ kind: 'drop', pointer: `${pointer}/citations` }],
        }),
      ];
    }),
  );
};

const ZIPPED = ['docx', 'xlsx'];
const isOther = (format: unknown, bytes: string): boolean =>
  bytes.length >= 8 && ZIPPED.includes(String(format)) && formOf(bytes) !== 'zip';

/** A document whose bytes are of another format than it is said to be. */
const wrongFormat: Check = (body) =>
  messagesOf(body).flatMap((message, i) =>
    contentOf(message).flatMap((block, j): readonly Finding[] => {
      const document = documentOf(block);
      const bytes = document && bytesOf(document);
      if (!document || bytes === null || !isOther(document.format, bytes)) return [];
      const pointer = `/messages/${i}/content/${j}/document/source/bytes`;
      return [
        found({
          pointer,
          sentence: `${PREFIX}messages.${i}.content.${j}.source.bytes: The document source bytes could not be parsed as the specified format. If using a text-based format, try source.text instead of source.bytes.`,
          why: `The bytes are no ${document.format}.`,
          source: [quoted('maximhq/bifrost', 5472, '2026-07-31')],
        }),
      ];
    }),
  );

/** A zipped document that is said to be a PDF. */
const zippedPdf: Check = (body) =>
  messagesOf(body).flatMap((message, i) => {
    const blocks = contentOf(message);
    const places = placesOf(blocks);
    return blocks.flatMap((block, j): readonly Finding[] => {
      const document = documentOf(block);
      const bytes = document && bytesOf(document);
      if (document?.format !== 'pdf' || bytes === null || formOf(bytes) !== 'zip') return [];
      return [
        found({
          pointer: `/messages/${i}/content/${j}/document/source/bytes`,
          sentence: `${PREFIX}messages.${i}.content.${places[j]}.pdf.source.base64.data: The PDF specified was not valid.`,
          why: 'The bytes are those of a docx or xlsx.',
          source: [
            quoted('maximhq/bifrost', 5503, '2026-07-23'),
            quoted('maximhq/bifrost', 4622, '2026-06-23'),
          ],
        }),
      ];
    });
  });

const callsIn = (message: JsonObject | undefined): readonly Json[] =>
  contentOf(message ?? {}).flatMap(({ toolUse }) =>
    isObject(toolUse ?? null) ? [(toolUse as JsonObject).toolUseId ?? null] : [],
  );

/** Converse puts the text of documents before the results of tools, which then no longer begin the message. */
const besideResults: Check = (body, { asOf }) => {
  const messages = messagesOf(body);
  return messages.flatMap((message, i): readonly Finding[] => {
    const blocks = contentOf(message);
    const at = blocks.findIndex((block) => isBehind(block, asOf));
    const calls = callsIn(messages[i - 1]);
    if (at < 0 || calls.length === 0 || !blocks.some((block) => 'toolResult' in block)) return [];
    return [
      found({
        pointer: `/messages/${i}/content/${at}`,
        key: 'document',
        sentence: `${PREFIX}messages.${i - 1}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${calls.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
        why: 'A document that is no PDF belongs into another message than the results of tools, or into a result.',
        source: [
          quoted('pydantic/pydantic-ai', 6098, '2026-06-27'),
          quoted('pydantic/pydantic-ai', 3253, '2025-10-24'),
        ],
        fixes: [{ kind: 'drop', pointer: `/messages/${i}/content/${at}` }],
      }),
    ];
  });
};

/** A picture among the documents, as Converse itself told it. */
const pictures: Check = (body) =>
  messagesOf(body).flatMap((message, i) =>
    contentOf(message).flatMap((block, j): readonly Finding[] => {
      const bytes = bytesOf(documentOf(block) ?? {});
      const seen = bytes === null ? null : imageFormat(bytes);
      if (seen === null) return [];
      return [
        found({
          pointer: `/messages/${i}/content/${j}/document/source/bytes`,
          sentence: `Unsupported MIME type: image/${seen}. Retry your request with a supported file type: xlsx, txt, pdf, csv, md, doc, html, xls, docx`,
          why: 'The bytes are those of a picture, which belongs into an image block.',
          source: [quoted('strands-agents/tools', 476, '2026-05-20'), FIRMS_LIST],
        }),
      ];
    }),
  );

/** What Claude cannot make of documents that Converse hands on. */
const CHECKS = [besideResults, pictures, unseenPdf, citedFormat, cachedDocument, wrongFormat, zippedPdf];

export const CLAUDE_DOCUMENT_CHECKS: readonly Check[] = CHECKS.map((check) =>
  whereModelDoes(about(['document'], check)),
);
