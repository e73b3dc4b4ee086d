import { isObject, type JsonObject } from '../../../../json/json.ts';
import { formOf, imageFormat } from '../../../../tokens/media.ts';
import { OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';
import type { Check, Finding } from '../../family.ts';
import { about, found, placedBlocks } from './found.ts';

/** What is wrong with the base64 of a PDF: bytes that are surely of another format, or none. */
function flawOf(base64: string): string | undefined {
  if (base64 === '') return 'PDF cannot be empty';
  const other = imageFormat(base64) !== null || formOf(base64) === 'zip' || base64.startsWith('PCFET0NUWVBF');
  return other || base64.startsWith('PGh0bWw') ? 'The PDF specified was not valid.' : undefined;
}

/** Sentences call such a document `pdf`. */
const pdfs: Check = (body) =>
  placedBlocks(body).flatMap(({ block: { type, source }, pointer, path }): readonly Finding[] => {
    if (type !== 'document' || !isObject(source ?? null)) return [];
    const { type: kind, data } = source as JsonObject;
    const flaw = kind === 'base64' && typeof data === 'string' ? flawOf(data) : undefined;
    if (flaw === undefined) return [];
    return [
      found({
        pointer: `${pointer}/source/data`,
        sentence: `${path}.pdf.source.base64.data: ${flaw}`,
        why: 'The bytes are not those of a PDF.',
        source: [OWN_WORDS],
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });

/** Rules about the bytes of documents. */
export const DOCUMENT_CHECKS: readonly Check[] = [about(['document'], pdfs)];
