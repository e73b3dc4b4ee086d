import { show, useView } from '../store/view.ts';
import { type Early, NOTHING_EARLY, type Pressed, withKey, withListKey } from './early.ts';

/** How much of the open palette is there: both parts are loaded when they are first wanted. */
let there: 'nothing' | 'field' | 'list' = 'nothing';
let early: Early = NOTHING_EARLY;

// What waited for a palette that is closed again is gone with it.
useView.subscribe(({ palette }) => {
  if (!palette) early = NOTHING_EARLY;
});

/** True where a key of the window waits for the palette, which is open but not there to take it. Escape closes it. */
export function waitsForPalette(event: Pressed): boolean {
  if (there === 'list' || !useView.getState().palette) return false;
  if (event.key === 'Escape') {
    if (there === 'field') return false;
    show({ palette: false });
    return true;
  }
  const next = there === 'field' ? withListKey(early, event) : withKey(early, event);
  const waits = next !== early;
  early = next;
  return waits;
}

/** Call when the field takes letters by itself. Gives the text that was typed before. */
export function fieldIsThere(): string {
  const { text, keys } = early;
  there = 'field';
  early = { text: '', keys };
  return text;
}

/** Call when the list takes keys by itself. Gives the keys that waited for it. */
export function listIsThere(): readonly Pressed[] {
  const { keys } = early;
  there = 'list';
  early = NOTHING_EARLY;
  return keys;
}

/** Call when field and list are gone. */
export function nothingIsThere(): void {
  there = 'nothing';
  early = NOTHING_EARLY;
}
