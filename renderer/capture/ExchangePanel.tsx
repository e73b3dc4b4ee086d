import { ExternalLink, Flag, GitCompareArrows, Share2, X } from 'lucide-react';
import { memo } from 'react';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { callsItself } from '../../shared/capture/program.ts';
import { explainRelease } from '../../shared/capture/release-of.ts';
import type { OpenedExchange } from '../../shared/contract/capture.ts';
import { directText } from '../../shared/share/report/of-exchange.ts';
import { shareExchange } from '../share/lazy.ts';
import { SaveCall } from '../share/SaveCall.tsx';
import { notify } from '../store/notices.ts';
import { plainModel } from '../store/title.ts';
import { Border } from '../ui/Border.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Panel, Split } from '../ui/Split.tsx';
import { shown } from '../ui/shown.ts';
import { duration } from '../ui/units.ts';
import { Answered } from './Answered.tsx';
import { Asked } from './Asked.tsx';
import { selectRow } from './acts.ts';
import styles from './ExchangePanel.module.css';
import { useFollowed } from './follow-running.ts';
import { HeldPanel } from './HeldPanel.tsx';
import { openInRequest } from './open-in-request.ts';
import type { Opened } from './opened.ts';
import { saveReport } from './report.ts';
import { SentBody } from './SentBody.tsx';
import { useLive } from './store.ts';
import { unjoinedWith } from './unjoined.ts';

/**
 * One exchange, left to right: what the client asked, what went to Bedrock, what came back. Calls that come in beside it
 * draw the list anew, not its bodies.
 */
export const ExchangePanel = memo(function ExchangePanel({ opened }: { readonly opened: Opened }) {
  const { exchange, client, fates } = opened;
  const { row } = exchange;
  const waits = useLive((state) => state.capture?.held.some(({ id }) => id === row.id) ?? false);
  useFollowed(opened, waits);
  return (
    <section className={styles.panel} aria-label="Exchange">
      <header className={styles.head}>
        <span className={styles.cap}>Exchange</span>
        <b>{shown((client ?? exchange).row.program || row.target)}</b>
        <span className={styles.sentence}>{sentenceOf(opened, waits)}</span>
        <Button
          small
          onClick={() => openInRequest(opened)}
          disabled={directText(exchange) === null && client === null}
        >
          <ExternalLink size={12} aria-hidden /> Open in Request
        </Button>
        <CompareButton row={row} />
        <Button small onClick={() => void shareExchange(opened)} title="A report, without secrets">
          <Share2 size={12} aria-hidden /> Share
        </Button>
        <SaveCall opened={opened} />
        <Button
          small
          onClick={() => saveReport(opened)}
          title="Saves the case without secrets, to be reported"
        >
          <Flag size={12} aria-hidden /> Report this
        </Button>
        <Button small look="quiet" aria-label="Close the exchange" onClick={() => selectRow(null)}>
          <X size={13} aria-hidden />
        </Button>
      </header>
      <Unjoined opened={opened} />
      {waits ? (
        <HeldPanel opened={opened} />
      ) : (
        <div className={styles.columns}>
          <Split name="exchange">
            {client && (
              <>
                <Panel id="asked" className={styles.column} defaultSize="26%" minSize={200}>
                  <Asked client={client} fates={fates} />
                </Panel>
                <Border label="Width of what the client asked" />
              </>
            )}
            <Panel id="sent" className={styles.column} defaultSize="40%" minSize={280}>
              <SentBody opened={opened} />
              <Release opened={opened} />
            </Panel>
            <Border label="Width of the answer" />
            <Panel id="answered" className={styles.column} defaultSize="34%" minSize={260}>
              <Answered opened={opened} />
            </Panel>
          </Split>
        </div>
      )}
    </section>
  );
});

/** Keeps the call until another one is chosen, in this list or in one that is filtered otherwise. */
function CompareButton({ row }: { readonly row: ExchangeRow }) {
  const on = useLive((state) => state.comparing?.id === row.id);
  return (
    <Button
      small
      aria-pressed={on}
      title="The next call that is chosen stands beside this one"
      onClick={() => {
        useLive.setState({ comparing: on ? null : row });
        if (!on) notify('Choose another call, here or in the history: it stands beside this one.');
      }}
    >
      <GitCompareArrows size={12} aria-hidden /> {on ? 'Choose another' : 'Compare'}
    </Button>
  );
}

/** Says of a client's call that no Bedrock call is known to be its own, and which ran meanwhile. */
function Unjoined({ opened }: { readonly opened: Opened }) {
  const { row } = opened.exchange;
  const rows = useLive((state) => state.rows);
  const listed = rows.some(({ id }) => id === row.id);
  const calls = listed ? unjoinedWith(row, rows) : null;
  if (calls === null) return null;
  return (
    <p className={styles.release} role="note">
      <span>
        Not joined with any Bedrock call: none carries its stamp. Set forward_client_headers_to_llm_api in the
        proxy, or write the stamp into the body (“Connect a program”).
      </span>
      {calls.length > 0 && <span className={styles.dim}>Ran meanwhile, perhaps its own:</span>}
      {calls.map(({ id, model, status }) => (
        <Button key={id} small look="quiet" onClick={() => selectRow(id)}>
          {shown(plainModel(model ?? '–'))} {status ?? ''}
        </Button>
      ))}
    </p>
  );
}

/** What LiteLLM did for a client's call, and what the client got. */
function wholeWay({ row }: OpenedExchange, { length }: readonly ExchangeRow[]): string {
  const calls = length === 1 ? 'one Bedrock call' : `${length} Bedrock calls`;
  const got = row.status === null ? row.state : `got ${row.status}`;
  const after = row.endMs === null ? '' : ` after ${duration(row.endMs)}`;
  return `asked for ${row.model ?? row.path}, LiteLLM made ${calls}, the client ${got}${after}`;
}

function sentenceOf({ exchange, client, family }: Opened, waits: boolean): string {
  if (client && client.row.state !== 'open') return shown(wholeWay(client, family));
  const { row, failure } = exchange;
  const asked = `asked for ${row.operation || `${row.method} ${row.path.split('?', 1)[0]}`}`;
  const model = row.model === null ? '' : ` of ${row.model}`;
  if (waits) return shown(`${asked}${model}, not sent yet`);
  if (row.state === 'open') return shown(`${asked}${model}, the answer is under way`);
  const after = row.endMs === null ? '' : ` after ${duration(row.endMs)}`;
  if (row.state === 'cancelled') return shown(`${asked}${model} and left${after}`);
  if (row.status === null) return shown(`${asked}${model}: ${failure}`);
  return shown(`${asked}${model}, got ${row.status}${after}${failure === '' ? '' : `; ${failure}`}`);
}

/** Which LiteLLM made the body. */
function Release({ opened }: { readonly opened: Opened }) {
  const { sent } = opened;
  const { row, requestText, matches, fromClient } = opened.exchange;
  if (matches.length === 0) return null;
  const foreign = callsItself(row.program) && matches.every(({ outcome }) => outcome !== 'equal');
  return (
    <p className={styles.release} role="note">
      {sent && sent.body !== requestText && <span className={styles.dim}>As it came from the program:</span>}
      {foreign && <span>{shown(row.program)} calls Bedrock itself, without LiteLLM.</span>}
      <span className={cx(foreign && styles.dim)}>{explainRelease(matches)}</span>
      {!fromClient && (
        <span
          className={styles.dim}
          title="The client’s own call was not captured; one that leads to this body was tried"
        >
          tried with a request made up from the body
        </span>
      )}
    </p>
  );
}
