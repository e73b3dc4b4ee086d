import { ArrowDown, ArrowUp, Search, X } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { findAll, patternOf } from '../../shared/diff/find.ts';
import { changeFind, closeFind, findInRequest, useFind } from '../store/find.ts';
import { useRequest } from '../store/request.ts';
import { cx } from '../ui/cx.ts';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './FindBar.module.css';
import { indexOf } from './model.ts';

interface FindBarProps {
  readonly count: number;
  /** The match that is stood on, from 0; -1 for none. */
  readonly at: number;
  /** Where the matches are, in a few words. */
  readonly note: string;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** How often the request's text has what is searched for. */
function useRequestMatches(): number {
  const request = useDeferredValue(useRequest((state) => state.text));
  const text = useDeferredValue(useFind((state) => state.text));
  const matchCase = useFind((state) => state.matchCase);
  const regexp = useFind((state) => state.regexp);
  return useMemo(
    () => (text === '' ? 0 : findAll(indexOf(request), { text, matchCase, regexp }).length),
    [request, text, matchCase, regexp],
  );
}

/** The search in what a pane shows: field, count, next and previous. */
export function FindBar({ count: inBody, at, note, onStep: stepBody, onClose }: FindBarProps) {
  const { text, matchCase, regexp, calls, pane } = useFind();
  const inRequest = useRequestMatches();
  const isRequest = pane === 'request';
  const count = isRequest ? inRequest : inBody;
  const onStep = isRequest ? findInRequest : stepBody;
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each call puts the caret into the field anew
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [calls]);
  const close = (): void => {
    closeFind();
    onClose();
  };
  const isBroken = text !== '' && patternOf({ text, matchCase, regexp }) === null;
  return (
    <search className={styles.bar} aria-label="Search in the panes">
      <span className={cx(styles.field, isBroken && styles.broken)}>
        <Search size={13} aria-hidden />
        <input
          ref={field}
          type="text"
          aria-label="Search for"
          spellCheck={false}
          value={text}
          aria-invalid={isBroken}
          onChange={(event) => changeFind({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              onStep(event.shiftKey ? -1 : 1);
            } else if (event.key === 'Escape') {
              event.preventDefault();
              event.stopPropagation();
              close();
            }
          }}
        />
        <button
          type="button"
          aria-pressed={matchCase}
          aria-label="Match case"
          title="Match case"
          onClick={() => changeFind({ matchCase: !matchCase })}
        >
          Aa
        </button>
        <button
          type="button"
          aria-pressed={regexp}
          aria-label="Regular expression"
          title="Regular expression"
          onClick={() => changeFind({ regexp: !regexp })}
        >
          .*
        </button>
      </span>
      <span className={styles.count} role="status">
        {isBroken
          ? 'No regular expression'
          : text === ''
            ? ''
            : count === 0
              ? 'Nothing found'
              : isRequest
                ? `${count.toLocaleString('en')} in the request`
                : `${at + 1} of ${count.toLocaleString('en')}`}
      </span>
      <IconButton
        icon={ArrowUp}
        label="Previous match"
        keys="Shift+Enter"
        disabled={count === 0}
        onClick={() => onStep(-1)}
      />
      <IconButton
        icon={ArrowDown}
        label="Next match"
        keys="Enter"
        disabled={count === 0}
        onClick={() => onStep(1)}
      />
      {text !== '' && (
        <span className={styles.panes}>
          <button type="button" aria-pressed={!isRequest} onClick={() => useFind.setState({ pane: 'body' })}>
            Body {inBody.toLocaleString('en')}
          </button>
          <button type="button" aria-pressed={isRequest} onClick={() => findInRequest(0)}>
            Request {inRequest.toLocaleString('en')}
          </button>
        </span>
      )}
      <span className={styles.note}>{isRequest ? '' : note}</span>
      <IconButton icon={X} label="Close the search" keys="Escape" onClick={close} />
    </search>
  );
}
