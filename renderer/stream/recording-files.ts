import { loadRedactor } from '../store/lazy-redactor.ts';
import { notify } from '../store/notices.ts';
import { restoreSend } from '../store/restore-send.ts';
import type { Send } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';
import { textOfFile } from '../store/text-of-file.ts';
import { show } from '../store/view.ts';
import { fileName, saveFile } from '../ui/save-file.ts';
import { bytes } from '../ui/units.ts';
import type { RecordedSample } from './recorded-samples.ts';

/** The reader of recordings checks every field; it is loaded when a file is at hand. */
const files = () => import('../../shared/recording/file.ts');

const redaction = () => import('../../shared/redaction/recording.ts');

/** Offers the stream of a send as a file to save. */
export async function saveRecording(send: Send): Promise<void> {
  const { frames, reads } = recordingOf(send.id);
  if (frames.length === 0) {
    notify('This answer has no frames to save.');
    return;
  }
  const [{ writeRecording }, { redactRecording }, redactor] = await Promise.all([
    files(),
    redaction(),
    loadRedactor(),
  ]);
  const { recording, findings } = redactRecording(redactor, { frames, reads, endMs: send.endMs });
  const text = writeRecording({
    savedAt: new Date().toISOString(),
    title: redactor.text(send.title).text,
    model: redactor.text(send.model).text,
    recording,
  });
  if (findings > 0)
    notify(`${findings} ${findings === 1 ? 'secret was' : 'secrets were'} taken out of the recording.`);
  saveFile(`${fileName(send.title)}.stratarec`, 'application/json', text);
}

/** Lets the user choose a recording and shows it like a send of this session. */
export function openRecording(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void takeRecording(file);
  });
  input.click();
}

/** A recording larger than this would not fit into the window's memory, bytes. */
const LARGEST_FILE = 256 * 1024 * 1024;

async function takeRecording(file: File): Promise<void> {
  if (file.size > LARGEST_FILE) {
    notify(`${file.name} has ${bytes(file.size)}. Strata opens recordings up to ${bytes(LARGEST_FILE)}.`);
    return;
  }
  try {
    if (!(await showRawStream(file))) await showRecording(await textOfFile(file), file.name);
  } catch {
    notify(`${file.name} could not be read.`);
  }
}

/** Shows a recorded stream that comes with the app. */
export async function openRecordedSample({ title, load }: RecordedSample): Promise<void> {
  try {
    await showRecording(await load(), title);
  } catch {
    notify(`“${title}” could not be loaded.`);
  }
}

/** True for the text of a recording that Strata wrote. */
export const looksLikeRecording = (text: string): boolean =>
  /"format"\s*:\s*"strata-recording"/.test(text.slice(0, 300));

/** Bytes that tell whether a file may hold an event stream. */
const SAMPLE = 64;
/** The first signs of a frame, of what `curl -i` writes and of base64 of a frame. */
const MAY_BE_STREAM = /^(?:\0|HTTP\/|["'\s]*AAA)/;

/** Shows an event stream that was kept as it came, by curl or in a log; false for a file that is none. */
export async function showRawStream(file: File): Promise<boolean> {
  if (!MAY_BE_STREAM.test(await file.slice(0, SAMPLE).text())) return false;
  const { eventStreamIn, recordingOfBytes } = await import('../../shared/recording/raw-stream.ts');
  const stream = eventStreamIn(new Uint8Array(await file.arrayBuffer()));
  const recording = stream && recordingOfBytes(stream);
  if (!recording) return false;
  restoreSend(file.name, '', recording);
  show({ wideStream: true, stream: 'frames', sidebar: 'sends' });
  const last = recording.frames.at(-1);
  const rest = stream.length - (last ? last.offset + last.length : 0);
  notify(`Opened ${file.name}${rest > 0 ? `: its last ${bytes(rest)} are no whole frame` : ''}`);
  return true;
}

/** Shows a recording like a send of this session. */
export async function showRecording(text: string, name: string): Promise<void> {
  const { readRecording } = await files();
  const opened = readRecording(text);
  if (!opened.ok) {
    notify(opened.message);
    return;
  }
  const { title, model, recording } = opened.file;
  restoreSend(title, model, recording);
  show({ wideStream: true, stream: 'tokens', sidebar: 'sends' });
  notify(`Opened ${name}`);
}
