import { Copy, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { JsonObject } from '../../shared/json/json.ts';
import type { HandedEvent } from '../../shared/way-back/chat.ts';
import { chooseFrame } from '../store/lab.ts';
import { copyText } from '../store/notices.ts';
import type { Send } from '../store/sends.ts';
import { show } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { shown } from '../ui/shown.ts';
import styles from './HandedTab.module.css';
import { type HandedAnswer, handedAnswer } from './handed.ts';

/** More events than a person reads; the rest is in what is copied. */
const MOST_SHOWN = 400;

/** What LiteLLM hands to its caller for the answer, and what of it the caller does not get. */
export function HandedTab({ send }: { readonly send: Send | null }) {
  const over = send !== null && send.status !== 'running';
  const handed = useMemo(() => (over ? handedAnswer(send) : null), [over, send]);
  if (!send || !over) {
    return (
      <Empty title={send ? 'The answer is still coming' : 'No answer yet'}>
        What LiteLLM makes of the answer for its caller stands here, and what is lost on the way back.
      </Empty>
    );
  }
  if (!handed) {
    return (
      <Empty title="Nothing is handed on">
        This answer goes to a program that calls Bedrock itself, or there is none to hand on.
      </Empty>
    );
  }
  return <Shown handed={handed} />;
}

function Shown({ handed }: { readonly handed: HandedAnswer }) {
  const { title, events, broken, losses, text, beside } = handed;
  return (
    <section className={styles.scroll} aria-label="What the caller gets">
      <header className={styles.head}>
        <h3>{title}</h3>
        <Button small look="quiet" onClick={() => void copyText(text, 'What the caller gets')}>
          <Copy size={13} aria-hidden /> Copy
        </Button>
      </header>
      {losses.length > 0 && (
        <ul className={styles.losses} aria-label="Lost on the way back">
          {losses.map((loss) => (
            <li key={loss.text}>
              <TriangleAlert size={14} aria-hidden />
              <span>
                <b>{shown(loss.what)}</b> {shown(loss.text)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {beside && <Beside beside={beside} />}
      <ol className={styles.events}>
        {events.slice(0, MOST_SHOWN).map(({ no, event }) => (
          <EventRow key={no} event={event} />
        ))}
      </ol>
      {events.length > MOST_SHOWN && (
        <p className={styles.more}>{events.length - MOST_SHOWN} more; Copy takes all of them.</p>
      )}
      {broken && (
        <p className={styles.broken}>
          LiteLLM then raises {broken.type}: {shown(broken.message)}
        </p>
      )}
    </section>
  );
}

/** So many differences are shown before the rest is counted. */
const MOST_DIFFERENCES = 20;

/** The real answer beside the predicted one: where they differ, event by event. */
function Beside({
  beside: { label, differences, predicted },
}: {
  readonly beside: NonNullable<HandedAnswer['beside']>;
}) {
  if (differences.length === 0) {
    return (
      <p className={styles.same} role="status">
        As predicted: {predicted.length === 1 ? 'one answer' : `${predicted.length} events`}, the way {label}{' '}
        hands on such an answer.
      </p>
    );
  }
  return (
    <section className={styles.beside} aria-label="Beside the predicted answer">
      <p>
        {differences.length === 1 ? 'One place differs' : `${differences.length} places differ`} from what{' '}
        {label} hands on for such an answer. Is the proxy of another release?
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">Where</th>
            <th scope="col">The proxy</th>
            <th scope="col">Predicted</th>
          </tr>
        </thead>
        <tbody>
          {differences.slice(0, MOST_DIFFERENCES).map(({ event, path, real, predicted: expected }) => (
            <tr key={`${event} ${path}`}>
              <td>{event + 1}</td>
              <td>
                <code>{path === '' ? 'the event' : shown(path)}</code>
              </td>
              <td>
                <code>{real === null ? '–' : shown(real)}</code>
              </td>
              <td>
                <code>{expected === null ? '–' : shown(expected)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {differences.length > MOST_DIFFERENCES && (
        <p className={styles.more}>{differences.length - MOST_DIFFERENCES} more.</p>
      )}
    </section>
  );
}

/** JSON on one line, with a blank wherever it may be broken: between members, not inside of words. */
const spaced = (value: JsonObject): string => JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');

function EventRow({ event: { frames, value } }: { readonly event: HandedEvent }) {
  const [frame] = frames;
  return (
    <li>
      {frame === undefined ? (
        <span className={styles.own} title="Made by LiteLLM, of no frame">
          –
        </span>
      ) : (
        <Button
          small
          look="quiet"
          aria-label={`Frame ${frame}`}
          title="The frame that it is made of"
          onClick={() => {
            chooseFrame(frame);
            show({ stream: 'frames' });
          }}
        >
          {frame}
        </Button>
      )}
      <code>{shown(spaced(value))}</code>
    </li>
  );
}
