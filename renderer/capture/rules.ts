import type { CaptureRule, HeldDecision, RuleAction } from '../../shared/capture/rule.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { useLive } from './store.ts';

const fail = (error: unknown): void =>
  notify(error instanceof Error ? error.message : 'The host does not answer.');

async function setRules(rules: readonly CaptureRule[]): Promise<void> {
  const { client } = useConnection.getState();
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

export const addRule = (filter: string): Promise<void> =>
  setRules([...rulesNow(), { id: crypto.randomUUID(), filter, on: true, action: FIRST.hold }]);

export const changeRule = (id: string, change: Partial<CaptureRule>): Promise<void> =>
  setRules(rulesNow().map((rule) => (rule.id === id ? { ...rule, ...change } : rule)));

export const chooseAction = (id: string, kind: RuleAction['kind']): Promise<void> =>
  changeRule(id, { action: FIRST[kind] });

export const removeRule = (id: string): Promise<void> =>
  setRules(rulesNow().filter((rule) => rule.id !== id));

/** Ends the hold of a call. */
export async function decide(id: string, decision: HeldDecision): Promise<void> {
  const { client } = useConnection.getState();
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

/** Lists the calls that wait at a breakpoint alone, or all again. */
export const toggleHeld = (): void =>
  useLive.setState(({ filter }) => ({ kept: false, filter: showsHeld(filter) ? '' : HELD }));

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
