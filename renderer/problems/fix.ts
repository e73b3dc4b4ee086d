import type { FixAction } from '../../shared/contract/inspection.ts';
import { replaceRequest } from '../store/request.ts';
import { doneText } from './done.ts';

/** Does what a fix says to the typed text and the selectors; it can be undone. */
export function applyFix(action: FixAction): void {
  replaceRequest(
    {
      ...(action.text === null ? {} : { text: action.text }),
      ...(action.route === null ? {} : { route: action.route }),
      ...(action.profile === null ? {} : { profile: action.profile }),
    },
    doneText(action.fix),
  );
}
