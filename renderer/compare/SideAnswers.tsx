import { SendHorizontal } from 'lucide-react';
import { outcomeOf } from '../sidebar/outcome.ts';
import { useRequest } from '../store/request.ts';
import { sendRequest } from '../store/sending.ts';
import { isSending, isSendOf, type Send, useSends } from '../store/sends.ts';
import { whyNotNow } from '../store/why-not-send.ts';
import { ResponseTab } from '../stream/ResponseTab.tsx';
import { TokensTab } from '../stream/TokensTab.tsx';
import { Button } from '../ui/Button.tsx';
import { shown } from '../ui/shown.ts';
import { Outline } from '../ui/Tag.tsx';
import styles from './ComparePane.module.css';
import type { Pair, Side } from './pair.ts';

/** The newest answer to this side of the comparison. */
function useAnswer({ view, profile }: Side): Send | null {
  const text = useRequest((state) => state.text);
  return useSends(
    (state) => state.sends.find((send) => isSendOf(send, { text, profile, route: view.route })) ?? null,
  );
}

async function sendBoth({ left, right }: Pair): Promise<void> {
  await Promise.all([sendRequest(left), sendRequest(right, 'beside')]);
}

/** Sends either side, or both at once, and shows both answers side by side. */
export function SideAnswers({ pair }: { readonly pair: Pair }) {
  const answers = [useAnswer(pair.left), useAnswer(pair.right)];
  const running = useSends(isSending);
  return (
    <section className={styles.answers} aria-label="Answers of both sides">
      <div className={styles.sends}>
        {[pair.left, pair.right].map((side, i) => {
          const why = whyNotNow(side.view);
          const answer = answers[i];
          const outcome = answer ? outcomeOf(answer) : null;
          return (
            <span key={side.name}>
              <Button
                small
                disabled={running || why !== null}
                title={why ? shown(why) : `Sends the request as it is on this side: ${side.name}`}
                onClick={() => void sendRequest(side)}
              >
                <SendHorizontal size={12} aria-hidden /> Send {side.name}
              </Button>
              {outcome && <Outline {...(outcome.tone ? { tone: outcome.tone } : {})}>{outcome.text}</Outline>}
            </span>
          );
        })}
        <Button small disabled={running} onClick={() => void sendBoth(pair)}>
          Send both
        </Button>
      </div>
      {answers.some((answer) => answer !== null && answer !== undefined) && (
        <div className={styles.streams}>
          {answers.map((answer, i) => (
            <div key={(i === 0 ? pair.left : pair.right).name} className={styles.stream}>
              {answer?.request && !answer.request.stream ? (
                <ResponseTab send={answer} />
              ) : (
                <TokensTab send={answer ?? null} size={null} />
              )}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
