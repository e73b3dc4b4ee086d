const PANES = 'main section[aria-label], main aside[aria-label]';
const STOPS =
  '[role="tab"][aria-selected="true"], button:not([tabindex="-1"]):not(:disabled), [tabindex="0"], input, textarea, a[href]';

const panes = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(PANES)].filter(
    (pane) => pane.offsetParent !== null && pane.parentElement?.closest('section[aria-label]') === null,
  );

function enter(pane: HTMLElement | undefined): void {
  const tab = pane?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]');
  (tab ?? pane?.querySelector<HTMLElement>(STOPS))?.focus();
}

/** Puts the focus into the pane of this name. */
export function focusPane(name: string): void {
  enter(
    [...document.querySelectorAll<HTMLElement>(PANES)].find(
      (pane) => pane.getAttribute('aria-label') === name,
    ),
  );
}

/** Puts the focus into the next pane (`1`) or the one before. */
export function nextPane(by: 1 | -1): void {
  const all = panes();
  const at = all.findIndex((pane) => pane.contains(document.activeElement));
  enter(all[(at + by + all.length) % all.length]);
}
