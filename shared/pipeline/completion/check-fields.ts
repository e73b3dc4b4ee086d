import type { JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import type { Context } from '../call/context.ts';
import { Stop } from '../call/failures.ts';
import { rule } from '../ledger/rule.ts';
import { has } from '../releases/behaviours.ts';
import { type Moment, malformed } from '../releases/field-types.ts';

const REFUSED = rule({
  id: 'parse.malformed',
  stage: 'parse',
  fate: 'refused',
  text: 'LiteLLM checks the type of its own parameters; with this value the call ends.',
  source: 'LiteLLM GenericLiteLLMParams',
});

/** What the check looks at. */
type Checked = Pick<Context, 'request' | 'profile' | 'trace'> & Partial<Pick<Context, 'dropParams'>>;

/** The exception by which a release ends a call that has a parameter of the wrong type. */
function exceptionOf(moment: Moment, { profile }: Checked): { kind: 'refused' | 'crashed'; type: string } {
  if (moment === 'messages') return { kind: 'crashed', type: 'ValidationError' };
  return has(profile.release, 'malformed-fields-refused') && moment === 'start'
    ? { kind: 'refused', type: 'BadRequestError' }
    : { kind: 'crashed', type: 'APIConnectionError' };
}

/** True where values of a wrong type are taken out: in 1.109, where the caller sets `drop_params`. */
const dropsMalformed = (moment: Moment, { profile, dropParams = false }: Omit<Checked, 'trace'>): boolean =>
  moment === 'start' && has(profile.release, 'malformed-fields-dropped') && dropParams;

/** A request without the values that a release takes out at the start of a chat for their type. */
export function withoutMalformed(
  request: JsonObject,
  checked: Pick<Checked, 'profile' | 'dropParams'>,
): JsonObject {
  if (!dropsMalformed('start', { ...checked, request })) return request;
  const names = malformed(request, checked.profile.release, 'start');
  return names.length === 0
    ? request
    : Object.fromEntries(Object.entries(request).filter(([key]) => !names.includes(key)));
}

/**
 * Ends the call (throws `Stop`) where one of LiteLLM's own parameters has a value of a type that the
 * release does not take. 1.109 drops such values instead where the caller sets `drop_params`.
 */
export function checkFields(moment: Moment, context: Checked): void {
  const { request, profile, trace } = context;
  if (profile.strict || dropsMalformed(moment, context)) return;
  const names = malformed(request, profile.release, moment);
  if (names.length === 0) return;
  for (const name of names) trace.note(child('', name), REFUSED);
  const { kind, type } = exceptionOf(moment, context);
  throw new Stop(kind, { type, message: `LiteLLM cannot read the value of ${names.join(', ')}.` });
}
