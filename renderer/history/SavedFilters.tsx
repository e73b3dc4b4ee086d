import { Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Popup } from '../ui/Popup.tsx';
import { shown } from '../ui/shown.ts';
import styles from './SavedFilters.module.css';
import { saveFilters, setQuery, useHistory } from './store.ts';

/** Filters with names: taken, saved, given up. */
export function SavedFilters() {
  const filters = useHistory((state) => state.filters);
  const query = useHistory((state) => state.query);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const save = (): void => {
    const wanted = name.trim() || query.trim();
    if (query.trim() === '' || wanted === '') return;
    void saveFilters([
      ...filters.filter((one) => one.name !== wanted),
      { name: wanted.slice(0, 100), query },
    ]);
    setName('');
  };
  return (
    <Popup
      label="Saved filters"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.star} aria-label="Saved filters">
          <Star size={13} aria-hidden />
        </button>
      }
    >
      {filters.length === 0 && <p className={styles.none}>No filter is saved yet.</p>}
      <ul className={styles.list}>
        {filters.map((filter) => (
          <li key={filter.name} className={styles.item}>
            <button
              type="button"
              className={styles.take}
              title={shown(filter.query)}
              onClick={() => {
                setQuery(filter.query);
                setOpen(false);
              }}
            >
              {shown(filter.name)}
            </button>
            <Button
              small
              look="quiet"
              aria-label={`Delete ${shown(filter.name)}`}
              onClick={() => void saveFilters(filters.filter((one) => one !== filter))}
            >
              <Trash2 size={12} aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {query.trim() !== '' && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <input
            className={styles.name}
            aria-label="Name of the filter"
            placeholder="Name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button small type="submit">
            Save this filter
          </Button>
        </form>
      )}
    </Popup>
  );
}
