import { z } from 'zod';
import { lineStarts } from '../json/lines.ts';
import type { Recording } from './recording.ts';

/** Bumped when the format changes; older files are upgraded step by step when they are opened. */
export const RECORDING_VERSION = 1;

/** A saved stream: the recording and what it was an answer to. Holds no credentials and no headers. */
export interface RecordingFile {
  readonly format: 'strata-recording';
  readonly version: typeof RECORDING_VERSION;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly title: string;
  readonly model: string;
  readonly recording: Recording;
}

const count = z.number().int().nonnegative();
const time = z.number().nonnegative();
const block = { block: count };

const delta = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), ...block, text: z.string() }),
  z.object({ kind: z.literal('reasoning'), ...block, text: z.string() }),
  z.object({ kind: z.literal('tool-start'), ...block, id: z.string(), name: z.string() }),
  z.object({ kind: z.literal('tool-input'), ...block, text: z.string() }),
  z.object({ kind: z.literal('start') }),
  z.object({ kind: z.literal('block-start'), ...block }),
  z.object({ kind: z.literal('block-stop'), ...block }),
  z.object({ kind: z.literal('stop'), reason: z.string() }),
  z.object({ kind: z.literal('usage') }),
  z.object({ kind: z.literal('exception'), type: z.string(), message: z.string(), retry: z.boolean() }),
  z.object({ kind: z.literal('other'), label: z.string() }),
]);

const frame = z.object({
  index: count,
  offset: count,
  length: count,
  arrivalMs: time,
  eventType: z.string(),
  messageType: z.string(),
  check: z.enum(['ok', 'prelude-crc', 'message-crc', 'malformed']),
  bytes: z.base64(),
  content: z.string(),
  deltas: z.array(delta),
});

const file = z.object({
  format: z.literal('strata-recording'),
  version: z.literal(RECORDING_VERSION),
  savedAt: z.string(),
  title: z.string(),
  model: z.string(),
  recording: z.object({
    frames: z.array(frame),
    reads: z.array(z.object({ bytes: count, atMs: time, decodeMs: time.optional() })),
    endMs: time.nullable(),
  }),
});

export type OpenedFile =
  | { readonly ok: true; readonly file: RecordingFile }
  | { readonly ok: false; readonly message: string };

/** The text of a recording file. */
export function writeRecording(content: Omit<RecordingFile, 'format' | 'version'>): string {
  return `${JSON.stringify({ format: 'strata-recording', version: RECORDING_VERSION, ...content }, null, 1)}\n`;
}

/** The longest frame that the service's own decoders take: prelude and checksum, 128 KiB of headers, 24 MiB of payload. */
const LONGEST_FRAME = 16 + 128 * 1024 + 24 * 1024 * 1024;

/** What figures say that cannot be so, with the place; null where they fit each other. */
function contradiction({ frames, reads }: Recording): string | null {
  let end = 0;
  for (const [i, { index, offset, length }] of frames.entries()) {
    const at = `recording.frames.${i}`;
    if (index !== i) return `${at}.index: it is frame ${i}, not ${index}`;
    if (offset < end) return `${at}.offset: byte ${offset} lies inside the frame before`;
    if (length > LONGEST_FRAME) return `${at}.length: no frame has ${length} bytes`;
    end = offset + length;
  }
  let sum = 0;
  for (const { bytes } of reads) sum += bytes;
  return Number.isSafeInteger(sum) && Number.isSafeInteger(end) ? null : 'recording.reads: too many bytes';
}

/** Where a text stops being JSON, as far as the parser says so: the end where it is cut short. */
function brokenAt(text: string, error: unknown): string {
  const told = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const at = told === undefined ? text.length : Number(told);
  const starts = lineStarts(text.slice(0, at));
  return `line ${starts.length}, column ${at - (starts.at(-1) ?? 0) + 1}`;
}

const START = /^\s*\{\s*"format"\s*:\s*"strata-recording"/;

/** Reads a recording file; a file of another kind, a newer version or a damaged one is named as such. */
export function readRecording(text: string): OpenedFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = START.test(text)
      ? `This recording is cut short or damaged at ${brokenAt(text, error)}.`
      : 'This file is no JSON, so it is no recording of Strata’s.';
    return { ok: false, message };
  }
  const head = z.object({ format: z.literal('strata-recording'), version: z.number() }).safeParse(value);
  if (!head.success) return { ok: false, message: 'This file is no recording of Strata’s.' };
  if (head.data.version > RECORDING_VERSION) {
    return {
      ok: false,
      message: `This recording has version ${head.data.version}; this Strata reads up to ${RECORDING_VERSION}. Update Strata to open it.`,
    };
  }
  const parsed = file.safeParse(value);
  if (parsed.success) {
    const wrong = contradiction(parsed.data.recording);
    return wrong === null
      ? { ok: true, file: parsed.data }
      : { ok: false, message: `This recording is damaged at ${wrong}.` };
  }
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    message: `This recording is damaged at ${issue?.path.join('.') ?? 'its start'}: ${issue?.message ?? ''}`,
  };
}
