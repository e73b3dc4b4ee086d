import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { openShared } from '../share/open-file.ts';
import { notify } from '../store/notices.ts';
import { type FileHandle, looksLikeConfig, takeConfig, takeConfigFile } from '../store/proxy.ts';
import { replaceRequest } from '../store/request.ts';
import { bytes } from '../ui/units.ts';

/** Says so where a text is larger than any request may be; true then. What holds it (clipboard, file) still does. */
export function refuseHuge(length: number, what: string): boolean {
  if (length <= MAX_TEXT) return false;
  notify(
    `${what} has ${bytes(length)}. Strata reads requests up to ${bytes(MAX_TEXT)}; yours stays as it is.`,
  );
  return true;
}

/** Takes pasted or dropped text as the request; one that is too large is refused with its size. */
export function takeText(text: string, label: string): void {
  if (refuseHuge(text.length, 'This text')) return;
  if (text.trim() === '') notify('There is no text in it.');
  else if (looksLikeConfig(text)) takeConfig(text, 'pasted configuration');
  else replaceRequest({ text, form: 'auto' }, label);
}

const CONFIG_FILE = /\.ya?ml$/i;
const SHARE_FILE = /\.strata$/i;

/** Takes a file as the request, or as the proxy's configuration where it is YAML; one that is too large is refused with its size. */
export async function takeFile(file: File, handle: FileHandle | null = null): Promise<void> {
  if (SHARE_FILE.test(file.name)) {
    await openShared(file);
    return;
  }
  if (file.size > 2 * MAX_TEXT) {
    notify(`${file.name} has ${bytes(file.size)}. Strata reads requests up to ${bytes(MAX_TEXT)}.`);
    return;
  }
  try {
    if (CONFIG_FILE.test(file.name)) await takeConfigFile(file, handle);
    else takeText(await file.text(), `Took ${file.name}`);
  } catch {
    notify(`${file.name} could not be read.`);
  }
}

/** Lets the user choose a file as the request. */
export function openFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept =
    '.strata,.json,.txt,.sh,.curl,.py,.js,.ts,.http,.har,.log,.yaml,.yml,application/json,text/plain';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void takeFile(file);
  });
  input.click();
}

/** What a browser with file system access offers. */
interface FilePicker {
  showOpenFilePicker?: (options: object) => Promise<readonly FileHandle[]>;
}

const YAML = { types: [{ description: 'YAML', accept: { 'application/yaml': ['.yaml', '.yml'] } }] };

/** Lets the user choose a proxy's config.yaml; where the browser can, its changes are followed. */
export async function openConfig(): Promise<void> {
  const { showOpenFilePicker: pick } = window as FilePicker;
  if (!pick) {
    openFile();
    return;
  }
  try {
    const [handle] = await pick(YAML);
    if (handle) await takeConfigFile(await handle.getFile(), handle);
  } catch (error) {
    // Closed without a choice, or not allowed here: then the plain way.
    if (!(error instanceof DOMException) || error.name !== 'AbortError') openFile();
  }
}
