/** Selects what is typed into; a box to tick is none. */
export const FIELDS = 'input:not([type="radio"], [type="checkbox"]), textarea';

/** True inside the request's editor. */
export const inEditor = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.cm-editor') !== null;
