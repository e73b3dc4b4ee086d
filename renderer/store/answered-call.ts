import type { InspectResult, RouteView } from '../../shared/contract/inspection.ts';
import type { FormId } from '../../shared/input/forms.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { AnsweredCall, HandedForm } from '../../shared/way-back/hand-back.ts';

/** In which form a call of each form is answered; others have no way back through LiteLLM that is modelled. */
const ANSWERED: Readonly<Partial<Record<FormId, HandedForm>>> = {
  chat: 'chat',
  completions: 'chat',
  messages: 'messages',
  responses: 'responses',
};

/** True where the request asks for the usage of a stream. */
function asksForUsage(requestText: string): boolean {
  try {
    const request = JSON.parse(requestText) as {
      readonly stream_options?: { readonly include_usage?: unknown };
    };
    return request.stream_options?.include_usage === true;
  } catch {
    return false;
  }
}

/** What decides what LiteLLM makes of the answer to an inspected request; null where LiteLLM has no part in it. */
export function answeredCall(
  result: Extract<InspectResult, { kind: 'inspected' }>,
  { model }: RouteView,
  profile: ProfileId,
): Omit<AnsweredCall, 'body'> | null {
  const form = ANSWERED[result.recognised.form];
  if (!form || !model) return null;
  const { stream, requestText } = result;
  return { form, profile, family: model.family, stream, includeUsage: asksForUsage(requestText) };
}
