/** A key as `KeyboardEvent` names it, with what was held down beside it. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What was pressed before the palette could take it. */
export interface Early {
  /** What its field will hold. */
  readonly text: string;
  /** Keys for its list and, behind the Enter that chooses from it, shortcuts of the window, in the order of pressing. */
  readonly keys: readonly Pressed[];
}

export const NOTHING_EARLY: Early = { text: '', keys: [] };

/** Keys that speak of the list. */
const LIST_KEYS: ReadonlySet<string> = new Set(['Enter', 'ArrowDown', 'ArrowUp', 'Home', 'End']);

const isShortcut = ({ ctrlKey, metaKey }: Pressed): boolean => ctrlKey || metaKey;

/** `early` with one more key that waits for the list; the same object where the key does not. */
export function withListKey(early: Early, pressed: Pressed): Early {
  const { keys } = early;
  const waits = isShortcut(pressed)
    ? keys.some((before) => before.key === 'Enter' && !isShortcut(before))
    : LIST_KEYS.has(pressed.key);
  if (!waits) return early;
  const { key, ctrlKey, metaKey, shiftKey, altKey } = pressed;
  return { ...early, keys: [...keys, { key, ctrlKey, metaKey, shiftKey, altKey }] };
}

/** `early` with one more key, where neither field nor list is there; the same object where it means nothing to either. */
export function withKey(early: Early, pressed: Pressed): Early {
  const { key } = pressed;
  if (isShortcut(pressed) || LIST_KEYS.has(key)) return withListKey(early, pressed);
  if (key === 'Backspace') return { ...early, text: [...early.text].slice(0, -1).join('') };
  return [...key].length === 1 ? { ...early, text: early.text + key } : early;
}
