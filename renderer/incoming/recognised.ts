import { FORMS, type Recognised } from '../../shared/input/forms.ts';

/** The form a request was read in, why, and what to do where nothing told; a whole sentence. */
export function whyThisForm({ form, by, sign }: Recognised): string {
  const { label } = FORMS[form];
  switch (by) {
    case 'choice':
      return `${label} form, as you chose above.`;
    case 'default':
      return `${label} form by default: nothing tells which it is.`;
    case 'place':
    case 'sign':
      return `${label} form, because ${sign}.`;
  }
}
