import type { Command } from './command.ts';

/** What belongs to lists and dialogs: rows, tabs of any kind, entries; each of them has commands of its own or is one of many. */
const ELSEWHERE =
  '[role="dialog"], [role="row"], [role="listbox"], [role="tablist"], [role="menu"], table, ul';
/** So many frames a dialog that closes may take. */
const MOST_FRAMES = 60;

function nameOf(button: HTMLElement): string {
  const keys = button.querySelector('kbd')?.textContent ?? '';
  const name = button.ariaLabel ?? (button.innerText || button.title);
  return name.replace(keys, '').replace(/\s+/g, ' ').trim();
}

/** Presses a button as a keyboard does: menus open at a key, not at a click that no pointer made. */
function press(button: HTMLElement): void {
  button.focus();
  if (button.getAttribute('aria-haspopup') === 'menu')
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  else button.click();
}

/** Waits until the palette has given the focus back, which would close again what opens meanwhile. */
function afterPalette(then: () => void, frames = MOST_FRAMES): void {
  requestAnimationFrame(() => {
    if (frames > 0 && document.querySelector('[cmdk-root]')) afterPalette(then, frames - 1);
    else then();
  });
}

/** The buttons of all bars on the screen at this moment, each name once, but for those that a command is named like. */
export function screenCommands(taken: ReadonlySet<string>): readonly Command[] {
  const found = new Map<string, HTMLElement>();
  for (const button of document.querySelectorAll<HTMLElement>('button:not(:disabled)')) {
    if (button.offsetParent === null || button.closest(ELSEWHERE)) continue;
    const name = nameOf(button);
    if (name !== '' && !taken.has(name) && !found.has(name)) found.set(name, button);
  }
  return [...found].map(([label, button]) => ({
    id: `screen-${label}`,
    group: 'On the screen',
    label,
    words: ['button'],
    run: () => afterPalette(() => press(button)),
  }));
}
