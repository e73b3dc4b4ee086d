import { type Inspected, useInspection } from './inspection.ts';
import { isOpening, useWorkspace } from './workspace.ts';

type Outcome = Inspected['views'][number]['outcome'];

const UNSENT: Readonly<Record<Exclude<Outcome['kind'], 'outgoing'>, string>> = {
  refused: 'LiteLLM refuses this request',
  crashed: 'This LiteLLM release crashes on this request',
  invalid: 'This request cannot be sent',
};

/** A refusal that repeats the value it refuses may be as long as the request. */
const MOST = 2000;

/** A message of several lines in one; of one that is very long, its beginning. */
const inOneLine = (message: string): string => {
  const line = message.slice(0, MOST).replace(/\s+/g, ' ').trim();
  return message.length > MOST ? `${line}…` : line;
};

interface Facts {
  readonly problems: readonly { readonly message: string; readonly range: { readonly line: number } }[];
  readonly failure: string | null;
  readonly outcome: Outcome | null;
  /** What is on the screen may give way to what was open last. */
  readonly opening: boolean;
}

/** Why the request at hand cannot be sent, in one line; null where it can. */
export function whyNotSend({ problems, failure, outcome, opening }: Facts): string | null {
  if (opening) return 'Your requests are still being opened';
  const [problem] = problems;
  if (problem) return `Line ${problem.range.line}: ${problem.message}`;
  if (failure !== null) return failure;
  if (outcome && outcome.kind !== 'outgoing')
    return `${UNSENT[outcome.kind]}: ${inOneLine(outcome.error.message)}`;
  return null;
}

/** The same for the request at hand, now; for one side of a comparison with `view`. */
export function whyNotNow(view?: Inspected['views'][number]): string | null {
  const { problems, failure, result } = useInspection.getState();
  return whyNotSend({
    problems,
    failure,
    outcome: (view ?? result?.views[0])?.outcome ?? null,
    opening: isOpening(useWorkspace.getState()),
  });
}
