import { type Found, NOTHING_BESIDE, present, without } from '../found.ts';
import { asMembers, map, TRUE } from '../value.ts';
import { argumentsOf, called, type Known, type Language } from './known.ts';

/** Arguments by position, for each of LiteLLM's functions. */
export const POSITIONS = {
  completion: ['model', 'messages', 'timeout', 'temperature', 'top_p', 'n', 'stream'],
  text: ['prompt', 'model'],
  responses: ['input', 'model'],
  embedding: ['model', 'input', 'dimensions'],
  image: ['prompt', 'model'],
  rerank: ['model', 'query', 'documents'],
  named: [],
} as const;
const KEYS = new Set(['api_key', 'aws_access_key_id', 'aws_secret_access_key', 'aws_session_token']);

/** Switches of the module that change a call made after them. */
const SWITCHES = ['drop_params', 'modify_params'] as const;

const isOn = (name: string, at: number, { script }: Language): boolean => {
  const value = script.named(`litellm.${name}`, at);
  return value?.kind === 'plain' && value.json === 'true';
};

/** LiteLLM's own functions: every argument is one of the call. */
export function litellm(form: Found['form'], positions: keyof typeof POSITIONS): Known['read'] {
  const names: readonly string[] = POSITIONS[positions];
  return (call, language) => {
    const given = call.args.slice(0, names.length).map((value, i) => [names[i] ?? '', value] as const);
    const all = new Map([...given, ...argumentsOf(call)]);
    // `bedrock.embedding('…')` is no call, but names a model of the AI SDK.
    const asked = form === 'embeddings' ? ['input'] : ['model', 'messages', 'input', 'prompt', 'query'];
    const isCall = asked.some((name) => all.has(name));
    if (!isCall && ![...all.keys()].some((name) => name.startsWith('**'))) return null;
    const on = SWITCHES.filter((name) => isOn(name, call.hole.from, language) && !all.has(name));
    return {
      ...NOTHING_BESIDE,
      what: called(call, language),
      form,
      // As an argument drop_params does what the module's switch does; modify_params only the switch can.
      request: map([
        ...without(all, KEYS),
        ...(on.includes('drop_params') ? [['drop_params', TRUE] as const] : []),
      ]),
      left: present(all, KEYS),
      notes: on.map((name) =>
        name === 'drop_params'
          ? 'litellm.drop_params stands in the call as drop_params.'
          : 'litellm.modify_params is on in this code: turn on its switch in the request bar.',
      ),
    };
  };
}

/** `litellm.batch_completion`: a call for each list of messages; the first is shown. */
export const batchCompletion: Known['read'] = (call, language) => {
  const found = litellm('chat', 'completion')(call, language);
  const members = asMembers(found?.request);
  const lists = members.get('messages');
  const first = lists?.kind === 'list' ? lists.items[0] : undefined;
  if (!found || lists?.kind !== 'list' || first?.kind !== 'list') return found;
  const note = `The first of its ${lists.items.length} lists of messages is shown.`;
  return {
    ...found,
    request: map([...members, ['messages', first]]),
    notes: [...(found.notes ?? []), note],
  };
};
