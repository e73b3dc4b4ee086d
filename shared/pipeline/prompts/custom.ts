import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Context } from '../context.ts';
import { crash, type PromptForm, promptForm } from './prompt.ts';
import { type RoleMarks, roleMarked } from './role-marked.ts';

/** The caller's own template in the keyword arguments of the call. */
const KEYS = ['roles', 'initial_prompt_value', 'final_prompt_value', 'bos_token', 'eos_token'] as const;

const truthy = (value: Json | undefined): boolean =>
  isObject(value) ? Object.keys(value).length > 0 : Boolean(value);

const text = (value: Json | undefined, name: string): string => {
  if (value === undefined || value === null || value === '') return '';
  return typeof value === 'string'
    ? value
    : crash(`the custom prompt template is invalid: ${name} is no string`);
};

function marksOf(role: string, entry: Json): RoleMarks | null {
  if (!isObject(entry)) return null;
  return {
    before: text(entry.pre_message, `${role}.pre_message`),
    after: text(entry.post_message, `${role}.post_message`),
  };
}

function rolesOf(roles: JsonObject): Readonly<Record<string, RoleMarks>> {
  const marks: Record<string, RoleMarks> = {};
  for (const [role, entry] of Object.entries(roles)) {
    const read = marksOf(role, entry);
    if (read) marks[role] = read;
  }
  return marks;
}

/**
 * The prompt form of a template that the caller hands along with the call (`roles`,
 * `initial_prompt_value` …), or null where there is none. `bos_token` and `eos_token` switch it on
 * but are not written. Throws a `crashed` Stop for a template on which the release fails: without
 * `roles` up to 1.90, with none of roles, initial and final value in 1.109.
 * Source: litellm `main.py` (custom prompt template) and `factory.py`, `render_custom_prompt_template`.
 */
export function customForm({ request, profile }: Context): PromptForm | null {
  const given = KEYS.filter((key) => truthy(request[key]));
  if (given.length === 0) return null;
  const roles = given.includes('roles') ? request.roles : undefined;
  if (profile.release < 109 && roles === undefined) crash("'roles' (KeyError)");
  if (given.every((key) => key === 'bos_token' || key === 'eos_token')) {
    if (profile.strict) return null;
    crash('The custom prompt template sets none of roles, initial_prompt_value, or final_prompt_value');
  }
  const render = roleMarked({
    roles: isObject(roles) ? rolesOf(roles) : {},
    start: text(request.initial_prompt_value, 'initial_prompt_value'),
    end: text(request.final_prompt_value, 'final_prompt_value'),
  });
  const written = given.filter((key) => key !== 'bos_token' && key !== 'eos_token').map((key) => `/${key}`);
  return promptForm(
    'custom',
    'All messages become one string in the template that the call itself brings along.',
    'LiteLLM completion(), custom prompt template',
    (messages) => {
      const prompt = render(messages);
      return { text: prompt.text, from: [...prompt.from, ...written] };
    },
  );
}
