import { notify } from '../store/notices.ts';
import { recordingOf, restoreSend, type Send } from '../store/sends.ts';
import { show } from '../store/view.ts';
import type { RecordedSample } from './recorded-samples.ts';

/** The reader of recordings checks every field; it is loaded when a file is at hand. */
const files = () => import('../../shared/recording/file.ts');

/** Offers the stream of a send as a file to save. */
export async function saveRecording(send: Send): Promise<void> {
  const { frames, reads } = recordingOf(send.id);
  if (frames.length === 0) {
    notify('This answer has no frames to save.');
    return;
  }
  const { writeRecording } = await files();
  const text = writeRecording({
    savedAt: new Date().toISOString(),
    title: send.title,
    model: send.model,
    recording: { frames, reads, endMs: send.endMs },
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `${send.title.replace(/[^\w.-]+/g, '-')}.strata.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Lets the user choose a recording and shows it like a send of this session. */
export function openRecording(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void takeRecording(file);
  });
  input.click();
}

const takeRecording = async (file: File): Promise<void> => showRecording(await file.text(), file.name);

/** Shows a recorded stream that comes with the app. */
export async function openRecordedSample({ title, load }: RecordedSample): Promise<void> {
  try {
    await showRecording(await load(), title);
  } catch {
    notify(`“${title}” could not be loaded.`);
  }
}

async function showRecording(text: string, name: string): Promise<void> {
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
