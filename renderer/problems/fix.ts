import type { FixAction } from '../../shared/contract/inspection.ts';
import type { FormId } from '../../shared/input/forms.ts';
import { fromObject } from '../../shared/input/from-object.ts';
import { parseJsonText } from '../../shared/input/json-text.ts';
import { isObject } from '../../shared/json/json.ts';
import { applyTextEdits } from '../../shared/json/text-edit.ts';
import { useInspection } from '../store/inspection.ts';
import { notify } from '../store/notices.ts';
import { replaceRequest, useRequest } from '../store/request.ts';
import type { Since } from '../store/since-then.ts';
import { doneText } from './done.ts';
import type { GroupFix } from './group-problems.ts';

/** A fix may take out the only sign of the request's form: it is then kept as a choice. */
function keptForm(text: string, form: FormId): { readonly form?: FormId } {
  const parsed = parseJsonText(text);
  if (!parsed.ok || !isObject(parsed.value)) return {};
  const read = fromObject(parsed.value, 'auto', []);
  return !read.ok || read.recognised.form === form ? {} : { form };
}

type Changed = { readonly text?: string; readonly form?: FormId };

/** What a fix makes of the request text, nothing where it changes a selector only; null where it was found in another text. */
function changedText({ edits }: FixAction): Changed | null {
  if (edits.length === 0) return {};
  const { result, asked } = useInspection.getState();
  if (!result || asked?.text !== useRequest.getState().text) return null;
  const text = applyTextEdits(result.requestText, edits);
  return { text, ...keptForm(text, result.recognised.form) };
}

/** Does what a fix says to the typed text and the selectors; it can be undone. A text that was changed since stays as it is. */
export function applyFix(action: GroupFix, since: Since = 'same'): void {
  const changed = since === 'same' ? changedText(action) : null;
  if (!changed) {
    notify('Nothing was changed: this was about the request before you changed it.');
    return;
  }
  replaceRequest(
    {
      ...changed,
      ...(action.route === null ? {} : { route: action.route }),
      ...(action.profile === null ? {} : { profile: action.profile }),
      ...(action.settings === null
        ? {}
        : { settings: { ...useRequest.getState().settings, ...action.settings } }),
    },
    doneText(action.fix, action.times),
  );
}
