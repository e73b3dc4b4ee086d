import type { CaptureRule, HeldDecision, RuleAction } from '../../shared/capture/rule.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { pauseRows, useLive } from './store.ts';

const fail = (error: unknown): void =>
  notify(error instanceof Error ? error.message : 'The host does not answer.');

/** The window has them at once: a change that follows before the host answered is one of these, not of those before. */
async function setRules(rules: readonly CaptureRule[]): Promise<void> {
  const { client } = useConnection.getState();
  useLive.setState(({ capture }) => ({ capture: capture && { ...capture, rules } }));
  await client?.capture
    .rules({ rules: rules.map((rule) => ({ ...rule })) })
    .then((capture) => useLive.setState({ capture }))
    .catch(fail);
}

const rulesNow = (): readonly CaptureRule[] => useLive.getState().capture?.rules ?? [];

/** Exceptions of Bedrock that a call may be answered with. */
export const FAULTS = [
  'ThrottlingException',
  'ServiceUnavailableException',
  'InternalServerException',
  'ModelTimeoutException',
  'ModelErrorException',
  'ModelNotReadyException',
  'ValidationException',
  'AccessDeniedException',
  'ServiceQuotaExceededException',
] as const;

/** What a new rule of each kind does at first. */
const FIRST: Readonly<Record<RuleAction['kind'], RuleAction>> = {
  hold: { kind: 'hold' },
  fault: { kind: 'fault', exception: 'ThrottlingException' },
  delay: { kind: 'delay', ms: 2_000 },
  rewrite: { kind: 'rewrite', member: 'temperature', json: null },
  simulator: { kind: 'simulator' },
  replay: { kind: 'replay' },
};

export const addRule = (filter: string, kind: RuleAction['kind']): Promise<void> =>
  setRules([...rulesNow(), { id: crypto.randomUUID(), filter, on: true, action: FIRST[kind] }]);

/** A rule that was removed meanwhile stays so. */
export async function changeRule(id: string, change: Partial<CaptureRule>): Promise<void> {
  const rules = rulesNow();
  if (rules.some((rule) => rule.id === id))
    await setRules(rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)));
}

/** The rules with one of them done before the one that was done before it. */
export function movedUp(rules: readonly CaptureRule[], id: string): readonly CaptureRule[] {
  const at = rules.findIndex((rule) => rule.id === id);
  const [before, rule] = [rules[at - 1], rules[at]];
  return before && rule ? [...rules.slice(0, at - 1), rule, before, ...rules.slice(at + 1)] : rules;
}

export const moveRuleUp = (id: string): Promise<void> => setRules(movedUp(rulesNow(), id));

export const chooseAction = (id: string, kind: RuleAction['kind']): Promise<void> =>
  changeRule(id, { action: FIRST[kind] });

export const removeRule = (id: string): Promise<void> =>
  setRules(rulesNow().filter((rule) => rule.id !== id));

/** Ends the hold of a call. For the window it is over at once: F9 twice goes on to the next one. */
export async function decide(id: string, decision: HeldDecision): Promise<void> {
  const { client } = useConnection.getState();
  useLive.setState(({ capture }) => ({
    capture: capture && { ...capture, held: capture.held.filter((call) => call.id !== id) },
  }));
  const done = await client?.capture.decide({ id, decision }).catch(fail);
  if (done === false) notify('This call does not wait any more: it went on, or its client left.');
}

/** Keeps a call waiting, as somebody edits it. */
export async function extendHold(id: string): Promise<void> {
  await useConnection.getState().client?.capture.extend({ id }).catch(fail);
}

/** Shows the calls that wait at a breakpoint, and nothing else. */
const HELD = 'flag:held is:running';

export const showsHeld = (filter: string): boolean => filter === HELD;

/** Lists the calls that wait at a breakpoint alone, or all again. One that came since the list stands still waits, too. */
export function toggleHeld(): void {
  const listed = showsHeld(useLive.getState().filter);
  if (!listed) pauseRows(false);
  useLive.setState({ kept: false, filter: listed ? '' : HELD });
}

/** Lets every call that still waits go on as it came. A list of held calls alone would be empty then: all are listed. */
export async function releaseAll(): Promise<void> {
  const { client } = useConnection.getState();
  await client?.capture
    .release()
    .then((capture) =>
      useLive.setState(({ filter }) => ({ capture, filter: showsHeld(filter) ? '' : filter })),
    )
    .catch(fail);
}
