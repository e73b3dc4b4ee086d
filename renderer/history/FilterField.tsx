import { Filter, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { type Completion, completeQuery, writeValue } from '../../shared/query/complete.ts';
import { explainQuery } from '../../shared/query/explain.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import styles from './FilterField.module.css';

interface FilterFieldProps {
  readonly label: string;
  readonly query: string;
  readonly onChange: (query: string) => void;
  /** Values of a field that the store knows, the most frequent first. */
  readonly values: (field: string) => Promise<readonly { readonly value: string; readonly count: number }[]>;
  /** Stands at the end of the field. */
  readonly children?: ReactNode;
}

const MOST_OPTIONS = 12;

/** What can be put in at the caret: names of fields, words of a list, values that the store has. */
function useOptions(query: string, caret: number, open: boolean, values: FilterFieldProps['values']) {
  const at = useMemo(() => completeQuery(query, caret), [query, caret]);
  const field = at.values?.field ?? null;
  const [known, setKnown] = useState<{ field: string; options: readonly Completion[] } | null>(null);
  useEffect(() => {
    if (!open || field === null) return;
    let left = false;
    values(field)
      .then((found) => {
        const options = found.map(({ value, count }) => ({
          text: writeValue(value),
          detail: count.toLocaleString('en'),
        }));
        if (!left) setKnown({ field, options });
      })
      .catch(() => undefined);
    return () => {
      left = true;
    };
  }, [open, field, values]);
  const begun = at.values?.begun.toLowerCase() ?? '';
  const own =
    known?.field === field ? known.options.filter(({ text }) => text.toLowerCase().includes(begun)) : [];
  const others = at.options.filter((option) => !own.some(({ text }) => text === option.text));
  return { from: at.from, to: at.to, options: [...own, ...others].slice(0, MOST_OPTIONS) };
}

/** A filter as text: completes fields and values, says in a sentence what it means, and where it is not understood. */
export function FilterField({ label, query, onChange, values, children }: FilterFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [caret, setCaret] = useState(query.length);
  const [active, setActive] = useState(-1);
  const id = useId();
  const { problems, tree } = useMemo(() => parseQuery(query, Date.now()), [query]);
  const { from, to, options } = useOptions(query, Math.min(caret, query.length), open, values);
  const listed = open && options.length > 0;
  const meaning = shown(problems[0]?.message ?? (query.trim() === '' ? '' : explainQuery(tree)));

  /** The popup hangs over the list, with completions or with the sentence alone. */
  const covers = open && (options.length > 0 || meaning !== '');

  const put = (option: Completion): void => {
    const space = option.text.endsWith(':') ? '' : ' ';
    const next = `${query.slice(0, from)}${option.text}${space}${query.slice(to).trimStart()}`;
    const place = from + option.text.length + space.length;
    onChange(next);
    setCaret(place);
    setActive(-1);
    requestAnimationFrame(() => input.current?.setSelectionRange(place, place));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = listed ? options[active] : undefined;
    const keys: Readonly<Record<string, () => boolean>> = {
      ArrowDown: () => {
        setOpen(true);
        setActive(Math.min(options.length - 1, active + 1));
        return true;
      },
      ArrowUp: () => {
        setActive(Math.max(-1, active - 1));
        return listed;
      },
      Enter: () => {
        if (chosen) put(chosen);
        else setOpen(false);
        return true;
      },
      Tab: () => {
        if (chosen && !event.shiftKey) put(chosen);
        return chosen !== undefined && !event.shiftKey;
      },
      Escape: () => {
        if (covers) setOpen(false);
        else if (query !== '') onChange('');
        return covers || query !== '';
      },
    };
    if (!Object.hasOwn(keys, event.key) || !keys[event.key]?.()) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.field}>
      <Filter size={13} aria-hidden />
      <div className={styles.box}>
        <input
          ref={input}
          data-finds
          className={styles.input}
          role="combobox"
          aria-label={label}
          aria-expanded={listed}
          aria-controls={`${id}-options`}
          aria-autocomplete="list"
          aria-describedby={`${id}-meaning`}
          aria-invalid={problems.length > 0}
          {...(listed && active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
          placeholder="Filter, for example model:claude status:>=400 first-token:>2s &quot;tool use&quot;"
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            onChange(event.target.value);
            setCaret(event.target.selectionStart ?? event.target.value.length);
            setActive(-1);
            setOpen(true);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? query.length)}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        {covers && (
          <div className={styles.popup}>
            {meaning !== '' && (
              <p className={cx(styles.meaning, problems.length > 0 && styles.problem)}>
                {problems.length > 0 && <TriangleAlert size={12} aria-hidden />} {shown(meaning)}
              </p>
            )}
            <div id={`${id}-options`} role="listbox" aria-label="What can be put in">
              {options.map((option, index) => (
                // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
                <div
                  key={option.text}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  className={cx(styles.option, index === active && styles.active)}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => put(option)}
                >
                  <span className={styles.text}>{shown(option.text)}</span>
                  <span className={styles.detail}>{option.detail}</span>
                </div>
              ))}
            </div>
          </div>
        )}
        <span id={`${id}-meaning`} className="visually-hidden" role="status">
          {meaning}
        </span>
      </div>
      {query !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label="Clear the filter"
          onClick={() => onChange('')}
        >
          <X size={12} aria-hidden />
        </button>
      )}
      {children}
    </div>
  );
}
