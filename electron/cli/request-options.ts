import { FORM_IDS, type FormChoice } from '../../shared/input/forms.ts';
import type { InputProblem } from '../../shared/input/text-range.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { ModuleSettings } from '../../shared/pipeline/call/result.ts';
import { oneOf } from './command.ts';

/** How a request is read and which route it takes: the same words in each command that takes a request. */
export const REQUEST_OPTIONS = { route: { type: 'string' }, api: { type: 'string' } } as const;

/** LiteLLM's settings that change a request. */
export const MODULE_OPTIONS = {
  'drop-params': { type: 'boolean', default: false },
  'modify-params': { type: 'boolean', default: false },
} as const;

/** The route of `--route`, else `otherwise`. Throws `UsageError`. */
export const routeOf = <T>(value: string | undefined, otherwise: T): Route | T =>
  value === undefined ? otherwise : oneOf<Route>('route', value, ['invoke', 'converse']);

/** The form of `--api`, else the one that the request tells by itself. Throws `UsageError`. */
export const formOf = (value: string | undefined): FormChoice =>
  value === undefined ? 'auto' : oneOf('api', value, FORM_IDS);

export const moduleSettingsOf = (values: {
  readonly 'drop-params': boolean;
  readonly 'modify-params': boolean;
}): ModuleSettings => ({ dropParams: values['drop-params'], modifyParams: values['modify-params'] });

/** What is wrong with a text, where, and what to do. */
export const problemText = ({ message, hint, range }: InputProblem): string =>
  `line ${range.line}, column ${range.column}: ${message}. ${hint}`;
