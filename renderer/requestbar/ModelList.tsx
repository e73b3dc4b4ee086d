import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { ModelOption } from '../../shared/contract/host.ts';
import { useConnection } from '../store/connection.ts';
import { useRequest } from '../store/request.ts';
import { cx } from '../ui/cx.ts';
import { Outline } from '../ui/Tag.tsx';
import styles from './ModelList.module.css';
import { SearchField } from './SearchField.tsx';
import list from './SearchList.module.css';
import { searchModels } from './search-models.ts';

interface ModelListProps {
  readonly model: string;
  /** `whole` is true for a typed model string, false for an id behind the present prefix. */
  readonly onPick: (model: string, whole: boolean) => void;
}

const ROW_HEIGHT = 44;
const NO_MODELS: readonly ModelOption[] = [];

const tokens = (count: number | null): string =>
  count === null ? '' : count >= 1000 ? `${Math.round(count / 1000)}K` : String(count);

/** A search field over the models that the release knows; Enter takes the marked one, or the typed string. */
export function ModelList({ model, onPick }: ModelListProps) {
  const profile = useRequest((state) => state.profile);
  const models = useConnection((state) => state.models[profile]);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const scroll = useRef<HTMLDivElement>(null);
  const found = useMemo(() => searchModels(models ?? NO_MODELS, query), [models, query]);
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const move = (to: number): void => {
    setActive(to);
    rows.scrollToIndex(to);
  };
  const take = (): void => {
    const option = found[active];
    if (option) onPick(option.id, false);
    else if (query.trim() !== '') onPick(query.trim(), true);
  };
  return (
    <>
      <SearchField
        name="model"
        label="Search models, or type a model string"
        placeholder={model || 'Search models, or type a model string'}
        query={query}
        onQuery={(text) => {
          setQuery(text);
          setActive(0);
        }}
        count={found.length}
        active={active}
        onMove={move}
        onEnter={take}
      />
      <div ref={scroll} className={list.scroll} id="model-options" role="listbox" aria-label="Models">
        <div role="presentation" className={styles.list} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const option = found[index];
            if (!option) return null;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the combobox holds the focus
              // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox takes the keys
              <div
                key={`${option.id} ${option.route}`}
                id={`model-${index}`}
                role="option"
                aria-selected={index === active}
                aria-setsize={found.length}
                aria-posinset={index + 1}
                className={cx(styles.row, index === active && list.on)}
                style={{ transform: `translateY(${start}px)` }}
                onMouseMove={() => setActive(index)}
                onClick={() => onPick(option.id, false)}
              >
                <span className={styles.id}>{option.id}</span>
                <span className={styles.facts}>
                  <Outline>{option.route}</Outline>
                  {option.family}
                  {option.maxInputTokens !== null && ` · ${tokens(option.maxInputTokens)} in`}
                  {option.maxOutputTokens !== null && ` · ${tokens(option.maxOutputTokens)} out`}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      <p className={list.foot} role="status">
        {models === undefined
          ? 'Loading the models of this release …'
          : found.length === 0
            ? `No known model. Enter takes “${query.trim()}” as it is.`
            : `${found.length} of ${models.length} models`}
      </p>
    </>
  );
}
