/** What was pressed before the field was there. */
export interface Early {
  readonly text: string;
  /** Keys that speak of the list, as `KeyboardEvent.key` names them. */
  readonly keys: readonly string[];
}

export const NOTHING_EARLY: Early = { text: '', keys: [] };

/** Keys that speak of the list. */
export const LIST_KEYS: ReadonlySet<string> = new Set(['Enter', 'ArrowDown', 'ArrowUp', 'Home', 'End']);

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** `early` with one more key; the same object where the key means nothing to the field or its list. */
export function withKey(early: Early, { key, ctrlKey, metaKey }: Pressed): Early {
  if (ctrlKey || metaKey) return early;
  if (LIST_KEYS.has(key)) return { ...early, keys: [...early.keys, key] };
  if (key === 'Backspace') return { ...early, text: [...early.text].slice(0, -1).join('') };
  return [...key].length === 1 ? { ...early, text: early.text + key } : early;
}
