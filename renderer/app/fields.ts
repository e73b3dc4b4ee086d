/** Selects what is typed into; a box to tick is none. */
export const FIELDS = 'input:not([type="radio"], [type="checkbox"]), textarea';
