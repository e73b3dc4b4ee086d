import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { openShared } from '../share/lazy.ts';
import { notify } from '../store/notices.ts';
import { openRequest } from '../store/open-request.ts';
import {
  type ChosenFile,
  type FileHandle,
  looksLikeConfig,
  takeConfig,
  takeConfigFiles,
} from '../store/proxy-files.ts';
import { type Since, sinceNow } from '../store/since-then.ts';
import { newTab } from '../store/tabs.ts';
import { textOfFile } from '../store/text-of-file.ts';
import { show } from '../store/view.ts';
import { looksLikeRecording, showRawStream, showRecording } from '../stream/recording-files.ts';
import { bytes } from '../ui/units.ts';
import { refuseHuge } from './refuse-huge.ts';

/**
 * Takes pasted or dropped text as the request, in a tab of its own where somebody went on with the one at hand before
 * it could be taken. One that is too large is refused with its size.
 *
 * @param since what became of the request that was at hand then
 */
export function takeText(text: string, label: string, since: () => Since = sinceNow()): void {
  if (refuseHuge(text.length, 'This text')) return;
  if (text.trim() === '') notify('There is no text in it.');
  else if (looksLikeConfig(text)) takeConfig(text, 'pasted configuration');
  else {
    show({ wideStream: false });
    if (since() === 'same') openRequest({ text, form: 'auto' }, label);
    else {
      void newTab({ text, form: 'auto' });
      notify(label);
    }
  }
}

const CONFIG_FILE = /\.ya?ml$/i;
const SHARE_FILE = /\.strata$/i;

/** Says so where a file is larger than any that is read; true then. */
function refuseHugeFile({ name, size }: File): boolean {
  if (size <= 2 * MAX_TEXT) return false;
  notify(`${name} has ${bytes(size)}. Strata reads requests up to ${bytes(MAX_TEXT)}.`);
  return true;
}

/** Signs in which a file that is no text shows it. */
const SAMPLE = 4_096;

/** Takes what a file says: a recording of a stream is shown as one, all else is a request. */
async function takeTextOf(file: File, since: () => Since): Promise<void> {
  const text = await textOfFile(file);
  if (text.slice(0, SAMPLE).includes('\0')) notify(`${file.name} is no text: nothing can be read in it.`);
  else if (looksLikeRecording(text)) await showRecording(text, file.name);
  else takeText(text, `Took ${file.name}`, since);
}

/**
 * Takes files as the request, or as a proxy's configuration where they are YAML: of these several at once, with what
 * the configuration includes; of anything else the first. One that is too large is refused with its size.
 */
export async function takeFiles(chosen: readonly ChosenFile[], since = sinceNow()): Promise<void> {
  const yaml = chosen.filter(({ file }) => CONFIG_FILE.test(file.name));
  const taken = yaml.length > 1 ? yaml : chosen.slice(0, 1);
  const file = taken[0]?.file;
  if (!file) return;
  if (SHARE_FILE.test(file.name)) {
    await openShared(file);
    return;
  }
  if (taken.some((one) => refuseHugeFile(one.file))) return;
  try {
    if (CONFIG_FILE.test(file.name)) await takeConfigFiles(taken);
    else if (!(await showRawStream(file))) await takeTextOf(file, since);
  } catch {
    notify(`${file.name} could not be read.`);
  }
}

/** Lets the user choose a file as the request. */
export function openFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept =
    '.strata,.json,.txt,.sh,.curl,.py,.js,.ts,.http,.har,.log,.yaml,.yml,application/json,text/plain';
  input.addEventListener('change', () => {
    void takeFiles([...(input.files ?? [])].map((file) => ({ file, handle: null })));
  });
  input.click();
}

/** What a browser with file system access offers. */
interface FilePicker {
  showOpenFilePicker?: (options: object) => Promise<readonly FileHandle[]>;
}

const YAML = { types: [{ description: 'YAML', accept: { 'application/yaml': ['.yaml', '.yml'] } }] };

/** Lets the user choose a proxy's config.yaml, with files that it includes; where the browser can, changes are followed. */
export async function openConfig(): Promise<void> {
  const { showOpenFilePicker: pick } = window as FilePicker;
  if (!pick) {
    openFile();
    return;
  }
  try {
    const handles = await pick({ ...YAML, multiple: true });
    const chosen = await Promise.all(
      handles.map(async (handle) => ({ file: await handle.getFile(), handle })),
    );
    await takeFiles(chosen);
  } catch (error) {
    // Closed without a choice, or not allowed here: then the plain way.
    if (!(error instanceof DOMException) || error.name !== 'AbortError') openFile();
  }
}
