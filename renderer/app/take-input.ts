import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { notify } from '../store/notices.ts';
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
  else replaceRequest({ text, form: 'auto' }, label);
}

/** Takes a file as the request; one that is too large is refused with its size. */
export async function takeFile(file: File): Promise<void> {
  if (file.size > 2 * MAX_TEXT) {
    notify(`${file.name} has ${bytes(file.size)}. Strata reads requests up to ${bytes(MAX_TEXT)}.`);
    return;
  }
  try {
    takeText(await file.text(), `Took ${file.name}`);
  } catch {
    notify(`${file.name} could not be read.`);
  }
}

/** Lets the user choose a file as the request. */
export function openFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,.txt,.sh,.curl,application/json,text/plain';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void takeFile(file);
  });
  input.click();
}
