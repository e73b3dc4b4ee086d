import { isArray, isObject, type Json } from '../../../../json/json.ts';
import type { Context } from '../../../call/context.ts';
import { crash } from '../../../call/failures.ts';
import type { Message } from '../../../messages/message.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { type PromptForm, promptForm, roleOf } from './prompt.ts';
import { type RoleMarks, roleMarked } from './role-marked.ts';

/** The caller's own template in the keyword arguments of the call. */
const KEYS = ['roles', 'initial_prompt_value', 'final_prompt_value', 'bos_token', 'eos_token'] as const;
/** Those of them that are written into the prompt. */
const WRITTEN: readonly string[] = ['roles', 'initial_prompt_value', 'final_prompt_value'];

const text = (value: Json | undefined, name: string): string => {
  if (value === undefined || value === null || value === '') return '';
  return typeof value === 'string'
    ? value
    : crash(`the custom prompt template is invalid: ${name} is no string`);
};

const noMapping = (name: string): never =>
  crash(`the custom prompt template is invalid: ${name} is no mapping (TypeError)`);

/** Python's `in`: a member of a mapping, an item of a list, a part of a text; a crash for the rest. */
function holds(holder: Json, key: string, name: string): boolean {
  if (isObject(holder)) return Object.hasOwn(holder, key);
  return isArray(holder) || typeof holder === 'string' ? holder.includes(key) : noMapping(name);
}

/** A mark up to 1.90: whatever stands under the key is added to text, null included. */
function markIn(entry: Json, key: string, role: string): string {
  if (!holds(entry, key, role)) return '';
  const mark = isObject(entry) ? entry[key] : noMapping(role);
  return typeof mark === 'string' ? mark : crash(`${key} of role ${role} is no string (TypeError)`);
}

/** The marks of a role up to 1.90, which asks without looking what it has before it. */
function marksBefore109(roles: Json, role: string): RoleMarks {
  if (!holds(roles, role, 'roles')) return {};
  const entry = isObject(roles) ? (roles[role] ?? null) : noMapping('roles');
  return { before: markIn(entry, 'pre_message', role), after: markIn(entry, 'post_message', role) };
}

/** The marks of a role since 1.109, which leaves out what is no mapping. */
function marksSince109(roles: Json, role: string): RoleMarks {
  const entry = isObject(roles) && Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (!isObject(entry)) return {};
  return {
    before: text(entry.pre_message, `${role}.pre_message`),
    after: text(entry.post_message, `${role}.post_message`),
  };
}

/**
 * The prompt form of a template that the caller hands along with the call (`roles`,
 * `initial_prompt_value` …), or null where there is none. `bos_token` and `eos_token` switch it on
 * but are not written. Throws a `crashed` Stop for a template on which the release fails: without
 * `roles` up to 1.90, with none of roles, initial and final value in 1.109.
 * Source: litellm `main.py` (custom prompt template) and `factory.py`, `render_custom_prompt_template`.
 */
export function customForm({ request, profile }: Context): PromptForm | null {
  const given = KEYS.filter((key) => isTruthy(request[key]));
  if (given.length === 0) return null;
  const old = !has(profile.release, 'custom-roles-optional');
  const roles = given.includes('roles') ? (request.roles ?? null) : null;
  if (old && roles === null) crash("'roles' (KeyError)");
  const written = given.filter((key) => WRITTEN.includes(key) && (old || key !== 'roles' || isObject(roles)));
  if (written.length === 0) {
    if (profile.strict) return null;
    crash('The custom prompt template sets none of roles, initial_prompt_value, or final_prompt_value');
  }
  const start = written.includes('initial_prompt_value') ? request.initial_prompt_value : '';
  const end = written.includes('final_prompt_value') ? request.final_prompt_value : '';
  const marks = old ? marksBefore109 : marksSince109;
  const marksOf = (messages: readonly Message[]): Readonly<Record<string, RoleMarks>> =>
    Object.fromEntries(messages.map((message) => [roleOf(message), marks(roles, roleOf(message))]));
  return promptForm(
    'custom',
    'All messages become one string in the template that the call itself brings along.',
    'LiteLLM completion(), custom prompt template',
    (messages) => {
      const prompt = roleMarked({
        roles: marksOf(messages),
        start: text(start, 'initial_prompt_value'),
        end: text(end, 'final_prompt_value'),
      })(messages);
      return { text: prompt.text, from: [...prompt.from, ...written.map((key) => `/${key}`)] };
    },
  );
}
