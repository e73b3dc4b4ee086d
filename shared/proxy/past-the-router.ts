import type { JsonObject } from '../json/json.ts';
import { child } from '../json/pointer.ts';
import { Stop } from '../pipeline/call/failures.ts';
import type { TransformInput } from '../pipeline/call/result.ts';
import { Trace } from '../pipeline/ledger/trace.ts';
import { isTruthy } from '../pipeline/python/truth.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import { resolveModel } from '../pipeline/route/route.ts';
import { type CountedModel, countedModel } from './counted-model.ts';
import { Draft } from './draft.ts';
import type { ClientCall, Entry } from './entry.ts';
import type { Candidate } from './find-deployments.ts';
import { passOn } from './pass-through.ts';
import type { ProxyRefusal } from './refusal.ts';

/** A call to which nothing of a deployment is added but its model. */
export interface PastTheRouter {
  readonly draft: Draft;
  readonly other: Pick<TransformInput, 'entry' | 'direct'>;
}

/** What `/v1/messages/count_tokens` reads of a call. */
const COUNTED: ReadonlySet<string> = new Set(['messages', 'tools', 'system']);

function counted(body: JsonObject, { model, pointer }: CountedModel, all: boolean): Draft {
  const draft = new Draft();
  draft.set('model', model, { from: 'deployment', pointer });
  // LiteLLM puts what it counts together anew, in this order.
  const keys = all
    ? Object.keys(body)
    : [...COUNTED, ...Object.keys(body).filter((key) => !COUNTED.has(key))];
  for (const key of keys) {
    const value = body[key];
    if (key === 'model' || value === undefined || (!all && !isTruthy(value))) continue;
    const origin = { from: 'client', pointer: child('', key) } as const;
    if (all || COUNTED.has(key)) draft.set(key, value, origin, body);
    else
      draft.lose({
        origin,
        why: 'Counting reads messages, system and tools alone.',
        source: 'LiteLLM count_tokens',
      });
  }
  return draft;
}

const refusal = (type: string, message: string): ProxyRefusal => ({
  kind: 'refused-by-proxy',
  type,
  message,
});

/** Why LiteLLM knows nobody to pass a model on to that no deployment names; null where it does. */
function unknownModel(model: string, { deployment }: Candidate, profile: Profile): ProxyRefusal | null {
  if (deployment.pointer !== '') return null;
  try {
    resolveModel({ api: 'chat', request: { model }, profile, trace: new Trace() });
    return null;
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return refusal(stop.error.type, stop.error.message);
  }
}

/** Calls that go past the router: passed on to Bedrock, or counted. Null for all others. */
export function pastTheRouter(
  { path, body }: ClientCall,
  route: { readonly entry: Entry; readonly model: string | null },
  model: string,
  chosen: Candidate,
  profile: Profile,
): PastTheRouter | ProxyRefusal | null {
  if (route.entry === 'count-tokens') {
    const all = /(?:^|\/)bedrock\//.test(path);
    if (!all && !isTruthy(body.messages)) return refusal('HTTPException', 'messages parameter is required');
    if (!all && chosen.deployment.pointer === '') {
      return refusal(
        'LocalTokenizer',
        `No deployment is named “${model}”: LiteLLM asks nobody and counts by a tokenizer of its own.`,
      );
    }
    const own = child(child(chosen.deployment.pointer, 'litellm_params'), 'model');
    const by = all
      ? { model: chosen.model, pointer: own, mantle: false }
      : countedModel(chosen, profile.release);
    if (by.mantle)
      return refusal(
        'CountedElsewhere',
        `LiteLLM has “${by.model}” counted by Bedrock Mantle, at Anthropic’s own count_tokens: Bedrock’s CountTokens is not asked.`,
      );
    return { draft: counted(body, by, all), other: { entry: 'count-tokens' } };
  }
  if (route.entry !== 'pass-through') return null;
  const passed = passOn(path, body, chosen, profile);
  if (!passed)
    return refusal('NotFound', `“${path}” is none of the paths that the proxy passes on to a model.`);
  const unknown = unknownModel(model, chosen, profile);
  if (unknown) return unknown;
  const { draft, direct } = passed;
  const to = new Draft();
  to.set('modelId', model, { from: 'client', pointer: '' });
  for (const [key, value] of Object.entries(draft.request))
    to.set(key, value, draft.originOf(key) ?? { from: 'proxy' }, draft.request);
  for (const loss of draft.losses) to.lose(loss);
  return { draft: to, other: { direct } };
}
