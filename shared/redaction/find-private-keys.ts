import type { Finding } from './finding.ts';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** Lines of base64 behind a beginning without an end: while it is typed, or cut off. */
const LINES = /(?:\s|\\+[nr])*(?:[A-Za-z0-9+/=]{16,}(?:\s|\\+[nr])*)*/y;

/** A private key larger than this does not exist, UTF-16 units. */
const LARGEST = 64 * 1024;

/** Private keys in PEM, with real or escaped line ends, whole or cut off. Their first and last line are taken along. */
export function findPrivateKeys(text: string): readonly Finding[] {
  if (!text.includes('-----BEGIN ')) return [];
  const ends = [...text.matchAll(END)].map((end) => end.index + end[0].length);
  const findings: Finding[] = [];
  let next = 0;
  BEGIN.lastIndex = 0;
  for (let begin = BEGIN.exec(text); begin; begin = BEGIN.exec(text)) {
    const inner = begin.index + begin[0].length;
    while (next < ends.length && (ends[next] as number) < inner) next++;
    const end = ends[next];
    LINES.lastIndex = inner;
    const lines = inner + (LINES.exec(text)?.[0].length ?? 0);
    const to = end !== undefined && end - inner <= LARGEST ? end : lines;
    findings.push({ kind: 'private-key', from: begin.index, to, name: null });
    BEGIN.lastIndex = to;
  }
  return findings;
}
