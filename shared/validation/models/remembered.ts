/** So many answers are kept; then all are forgotten. A batch names few models, and a stranger's names fill no memory. */
const MOST = 500;

/** Asks what a model's name tells once for each name: every verdict asks several times. */
export function remembered<Answer>(ask: (name: string) => Answer): (name: string) => Answer {
  const answers = new Map<string, Answer>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined || answers.has(name)) return known as Answer;
    if (answers.size >= MOST) answers.clear();
    const answer = ask(name);
    answers.set(name, answer);
    return answer;
  };
}
