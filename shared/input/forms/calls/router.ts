import type { Found } from '../found.ts';
import { asMembers, asText, type Call, type Members, map, type Value } from '../value.ts';
import { argumentsOf, type Known, type Language } from './known.ts';

/** What only leads to Bedrock's door and into no body. */
const KEYS = /^(?:api_key|aws_(?:access_key_id|secret_access_key|session_token|bearer_token))$/;

interface Deployment {
  readonly params: Members;
  readonly number: number;
  readonly others: number;
}

/** The first deployment that a router's list has for a name. */
function deploymentOf(list: Value | undefined, name: string): Deployment | null {
  if (list?.kind !== 'list') return null;
  const named = list.items
    .map((item, i) => ({ members: asMembers(item), number: i + 1 }))
    .filter(({ members }) => asText(members.get('model_name')) === name);
  const [first] = named;
  if (!first) return null;
  const params = asMembers(first.members.get('litellm_params'));
  return { params, number: first.number, others: named.length - 1 };
}

/** What made the router whose method is called. */
function makerOf({ callee, hole }: Call, { script }: Language): Call | null {
  const made = script.named(callee.replace(/\.\w+$/, ''), hole.from);
  return made?.kind === 'call' && /(?:^|\.)Router$/.test(made.call.callee) ? made.call : null;
}

/** A call of LiteLLM's by way of a Router: its deployment's parameters stand below those of the call. */
export const routed =
  (read: Known['read']): Known['read'] =>
  (call, language) => {
    const found: Found | null = read(call, language);
    const maker = found && makerOf(call, language);
    if (!maker) return found;
    const given = asMembers(found.request);
    const name = asText(given.get('model'));
    const deployment = name === null ? null : deploymentOf(argumentsOf(maker).get('model_list'), name);
    if (!deployment) return found;
    const { params, number, others } = deployment;
    const left = [...params.keys()].filter((key) => KEYS.test(key));
    const under = [...params].filter(([key]) => !KEYS.test(key));
    const model = params.get('model');
    const more = others > 0 ? `, the first of ${others + 1}` : '';
    return {
      ...found,
      request: map([...under, ...given, ...(model ? [['model', model] as const] : [])]),
      left: [...found.left, ...left],
      notes: [`“${name}” is deployment ${number} of the Router${more}.`],
    };
  };
