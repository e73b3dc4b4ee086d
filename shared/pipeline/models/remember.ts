import { isObserved } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { perRelease } from '../releases/timeline.ts';

/** So many answers are kept; then all are forgotten. */
const LIMIT = 2000;

/** Asks for what depends on a key alone once for each key, within bounds. */
export function remember<Answer>(): (key: string, ask: () => Answer) => Answer {
  const answers = new Map<string, Answer>();
  return (key, ask) => {
    if (isObserved()) return ask();
    const known = answers.get(key);
    if (known !== undefined || answers.has(key)) return known as Answer;
    if (answers.size >= LIMIT) answers.clear();
    const answer = ask();
    answers.set(key, answer);
    return answer;
  };
}

/** Remembers what a release reads off a model string: it is asked again with every call and message. */
export function perModel<Answer>(
  read: (release: Release, model: string) => Answer,
): (release: Release, model: string) => Answer {
  const of = perRelease(() => remember<Answer>());
  return (release, model) => of(release)(model, () => read(release, model));
}
