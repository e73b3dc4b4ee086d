/** How much is kept of what was asked. */
interface Bounds {
  /** So many answers are kept; then all are forgotten: a stranger's names fill no memory. */
  readonly most?: number;
  /** Names longer than this, UTF-16 units, are asked about each time. */
  readonly longest?: number;
}

/** Asks what a name tells once for each name: call after call has the same few. */
export function remembered<Answer>(
  ask: (name: string) => Answer,
  { most = 500, longest = 300 }: Bounds = {},
): (name: string) => Answer {
  const answers = new Map<string, Answer>();
  return (name) => {
    if (name.length > longest) return ask(name);
    const known = answers.get(name);
    if (known !== undefined || answers.has(name)) return known as Answer;
    if (answers.size >= most) answers.clear();
    const answer = ask(name);
    answers.set(name, answer);
    return answer;
  };
}
