import { z } from 'zod';
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

/** Reads a recording file; a file of another kind, a newer version or a damaged one is named as such. */
export function readRecording(text: string): OpenedFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, message: 'This file is no JSON, so it is no recording of Strata’s.' };
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
  if (parsed.success) return { ok: true, file: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    message: `This recording is damaged at ${issue?.path.join('.') ?? 'its start'}: ${issue?.message ?? ''}`,
  };
}
