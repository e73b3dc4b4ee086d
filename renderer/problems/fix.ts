import type { FixAction } from '../../shared/contract/inspection.ts';
import type { FormId } from '../../shared/input/forms.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import { useInspection } from '../store/inspection.ts';
import { replaceRequest } from '../store/request.ts';
import { doneText } from './done.ts';

/** A fix may take out the only sign of the request's form: it is then kept as a choice. */
function keptForm(text: string): { readonly form?: FormId } {
  const form = useInspection.getState().result?.recognised.form;
  const read = readRequest(text);
  return form === undefined || !read.ok || read.recognised.form === form ? {} : { form };
}

/** Does what a fix says to the typed text and the selectors; it can be undone. */
export function applyFix(action: FixAction): void {
  replaceRequest(
    {
      ...(action.text === null ? {} : { text: action.text, ...keptForm(action.text) }),
      ...(action.route === null ? {} : { route: action.route }),
      ...(action.profile === null ? {} : { profile: action.profile }),
    },
    doneText(action.fix),
  );
}
