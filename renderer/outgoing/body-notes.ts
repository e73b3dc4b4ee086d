import type { RouteView } from '../../shared/contract/inspection.ts';
import { stageName } from '../incoming/describe.ts';
import type { Note } from '../lines/model.ts';

/** A sentence of Bedrock, short enough to stand behind a line, characters. */
const LONGEST = 60;

const brief = (message: string): string => {
  const words = message.replace(/^[\w.[\]]+: /, '');
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
};

/** What stands behind lines of the body: what leaked and at which stage, and what Bedrock says to them. */
export function bodyNotes(view: RouteView): readonly Note[] {
  const leaks = view.ledger.flatMap(({ to, rule }): readonly Note[] => {
    const made = view.rules[rule];
    if (to?.part !== 'body' || made?.fate !== 'leaked') return [];
    return [{ pointer: to.pointer, words: `leaked · ${stageName(made.stage)}`, tone: 'error' }];
  });
  // What is said of the request as a whole is about no line of it.
  const placed = (view.verdict?.problems ?? []).filter(({ pointer }) => pointer !== '');
  const problems = placed.map(
    ({ pointer, severity, message }): Note => ({
      pointer,
      words: severity === 'error' ? `refused · ${brief(message)}` : brief(message),
      tone: severity === 'error' ? 'error' : 'warning',
    }),
  );
  return [...leaks, ...problems];
}
