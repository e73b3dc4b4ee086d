import { create } from 'zustand';
import { loadRedactor } from './lazy-redactor.ts';

interface NoticesState {
  /** A short message about what just happened, read out politely; replaced by the next. */
  readonly notice: { readonly text: string; readonly key: number } | null;
}

const SHOWN_MS = 4_000;

export const useNotices = create<NoticesState>(() => ({ notice: null }));

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says what just happened, for a few seconds. */
export function notify(text: string): void {
  clearTimeout(timer);
  useNotices.setState((state) => ({ notice: { text, key: (state.notice?.key ?? 0) + 1 } }));
  timer = setTimeout(() => useNotices.setState({ notice: null }), SHOWN_MS);
}

const secretsTakenOut = (count: number): string => {
  if (count === 0) return '';
  return count === 1 ? ', a secret taken out' : `, ${count} secrets taken out`;
};

/** Copies text without the secrets in it and says so. Where the asynchronous clipboard is denied, the older way is taken. */
export async function copyText(whole: string, what: string): Promise<void> {
  const { text, findings } = (await loadRedactor()).text(whole);
  const copied = `${what} copied${secretsTakenOut(findings.length)}`;
  try {
    await navigator.clipboard.writeText(text);
    notify(copied);
  } catch {
    notify(copyBySelection(text) ? copied : 'This window may not write to the clipboard.');
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.className = 'visually-hidden';
  document.body.append(area);
  const focused = document.activeElement;
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
