import type { KeyboardEvent } from 'react';
import list from './SearchList.module.css';

interface SearchFieldProps {
  /** Names the list: its id is `<name>-options`, those of its options `<name>-0` and so on. */
  readonly name: string;
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** How many options there are, and which of them is marked. */
  readonly count: number;
  readonly active: number;
  readonly onMove: (to: number) => void;
  /** Called for Enter; without an option at the mark, too. */
  readonly onEnter: () => void;
}

const PAGE = 8;

const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
  ['PageDown', PAGE],
  ['PageUp', -PAGE],
]);

/** The field above a list of options: it holds the focus, and its keys move the mark in the list. */
export function SearchField(props: SearchFieldProps) {
  const { name, label, placeholder, query, onQuery, count, active, onMove, onEnter } = props;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS.get(event.key);
    if (step !== undefined) onMove(Math.max(0, Math.min(count - 1, active + step)));
    else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <input
      className={list.input}
      role="combobox"
      aria-label={label}
      aria-expanded="true"
      aria-controls={`${name}-options`}
      aria-activedescendant={active < count ? `${name}-${active}` : undefined}
      placeholder={placeholder}
      spellCheck={false}
      value={query}
      onChange={(event) => onQuery(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}
