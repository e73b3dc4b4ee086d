import type { FixAction, RequestFix } from '../../shared/contract/inspection.ts';
import { child } from '../../shared/json/pointer.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { TransformError } from '../../shared/pipeline/call/result.ts';
import { PROFILE_IDS, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { since } from '../../shared/pipeline/releases/release.ts';
import type { Fix } from '../../shared/validation/problem.ts';
import { operationOf, targetOf } from '../../shared/validation/target.ts';
import { isModelRefused } from '../../shared/validation/validate.ts';
import { type Attempt, asAction, type Change, NO_CHANGE, selectorChange, verdictAfter } from './change.ts';
import { today } from './today.ts';

type Selector = Extract<Fix, { kind: 'route' | 'profile' }>;

/** True where the model that a request names is refused on a route for itself, which is told without working the request out. */
function isShut(route: Route, { unchanged, profile, route: own }: Attempt): boolean {
  const result = unchanged.under(profile, own)?.result;
  if (result?.kind !== 'outgoing') return false;
  const { modelId } = targetOf(result.outgoing);
  const operation = operationOf(route, result.outgoing.stream);
  return isModelRefused({ operation, modelId, asOf: today() });
}

/** The other route and the later releases, each as a fix. A huge request is not worked out under them all. */
function elsewhere(attempt: Attempt): readonly Selector[] {
  const { huge, profile } = attempt;
  const route = attempt.route === 'invoke' ? 'converse' : 'invoke';
  if (huge) return isShut(route, attempt) ? [] : [{ kind: 'route', route }];
  const { release } = profileOf(profile);
  const later = PROFILE_IDS.filter((id) => !profileOf(id).strict && !since(release, profileOf(id).release));
  return [{ kind: 'route', route }, ...later.map((id): Selector => ({ kind: 'profile', profile: id }))];
}

/** Ways out of any problem: the other route and the first later release, where Bedrock accepts what they send. */
export function waysOut(attempt: Attempt): readonly FixAction[] {
  const found: FixAction[] = [];
  for (const fix of elsewhere(attempt)) {
    // A later release is not worked out where an earlier one is a way out.
    if (found.some((other) => other.fix.kind === fix.kind)) continue;
    const change = selectorChange(fix);
    const accepted = verdictAfter(change, attempt)?.kind === 'accepted';
    const action = accepted ? asAction(change, fix, attempt) : null;
    if (action) found.push(action);
  }
  return found;
}

interface WayAround {
  readonly fix: RequestFix;
  readonly change: Change;
}

/** Ways to let LiteLLM send a request that it refuses for parameters it does not support. */
function waysAround(params: readonly string[], { request }: Attempt): readonly WayAround[] {
  const given = params.filter((name) => Object.hasOwn(request, name));
  if (given.length === 0) return [];
  return [
    {
      fix: { kind: 'drop-params', params: given },
      change: {
        ...NO_CHANGE,
        label: `Drop ${given.join(', ')}`,
        edits: given.map((name) => ({ kind: 'drop', pointer: child('', name) })),
      },
    },
    {
      fix: { kind: 'set-drop-params' },
      change: {
        ...NO_CHANGE,
        label: 'Set drop_params',
        edits: [{ kind: 'set', pointer: '/drop_params', value: true }],
      },
    },
    {
      fix: { kind: 'allow-params', params: given },
      change: {
        ...NO_CHANGE,
        label: 'Set allowed_openai_params',
        edits: [{ kind: 'set', pointer: '/allowed_openai_params', value: given }],
      },
    },
  ];
}

/** LiteLLM's sentence names the switch under which it mends the request by itself. */
function waysAsNamed(message: string): readonly WayAround[] {
  if (!message.includes('modify_params')) return [];
  const change = { ...NO_CHANGE, label: 'Set litellm.modify_params', settings: { modifyParams: true } };
  return [{ fix: { kind: 'set-modify-params' }, change }];
}

/** The buttons for a request of which nothing is sent: each leads to one that is sent. */
export function waysOutOfError(
  attempt: Attempt,
  { message, params = [], culprits = [] }: TransformError,
): readonly FixAction[] {
  return [
    ...[...waysAsNamed(message), ...waysAround([...params, ...culprits], attempt)]
      .filter(({ fix, change }) => {
        const after = verdictAfter(change, attempt);
        // LiteLLM hands allowed parameters on as they are: no way out where Bedrock then refuses them.
        return fix.kind === 'allow-params' ? after?.kind === 'accepted' : after !== null;
      })
      .flatMap(({ fix, change }) => asAction(change, fix, attempt) ?? []),
    ...waysOut(attempt),
  ];
}
