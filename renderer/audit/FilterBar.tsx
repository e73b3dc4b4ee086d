import { Check, ChevronDown, Search } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { AuditResult } from '../../shared/contract/audit.ts';
import { Bar } from '../ui/Bar.tsx';
import { cx } from '../ui/cx.ts';
import menu from '../ui/Menu.module.css';
import styles from './FilterBar.module.css';
import { MarkSwatch } from './Mark.tsx';
import { MARK_IDS, MARKS } from './mark.ts';
import type { Summary } from './matrix.ts';
import { changeFilter, useAudit } from './store.ts';

interface FilterBarProps {
  readonly result: AuditResult;
  readonly summary: Summary;
  /** Number of rows that pass the filter. */
  readonly shown: number;
}

/** Which keys are shown, and what the marks mean. */
export function FilterBar({ result, summary, shown }: FilterBarProps) {
  const filter = useAudit((state) => state.filter);
  return (
    <Bar className={styles.bar}>
      <label className={styles.field}>
        <Search size={13} aria-hidden />
        <span className="visually-hidden">Filter keys</span>
        <input
          type="search"
          data-finds
          placeholder="Filter keys"
          spellCheck={false}
          value={filter.text}
          onChange={(event) => changeFilter({ text: event.target.value })}
        />
      </label>
      <Toggle
        label="Only leaks"
        pressed={filter.onlyLeaks}
        onPress={(onlyLeaks) => changeFilter({ onlyLeaks })}
      />
      <Toggle
        label="Only changes"
        pressed={filter.onlyChanges}
        disabled={result.against === null}
        onPress={(onlyChanges) => changeFilter({ onlyChanges })}
      />
      <Columns result={result} />
      <span className={styles.shown} role="status" aria-live="polite">
        {shown === result.rows.length ? '' : `${shown} of ${result.rows.length} keys`}
      </span>
      <ul className={styles.legend} aria-label="Marks">
        {MARK_IDS.filter((id) => summary.marks[id] > 0).map((id) => (
          <li key={id} title={`${MARKS[id].label}: ${MARKS[id].meaning}`}>
            <MarkSwatch mark={id} />
            <span>{MARKS[id].label}</span>
          </li>
        ))}
      </ul>
    </Bar>
  );
}

/** Which body forms are shown. */
function Columns({ result }: { readonly result: AuditResult }) {
  const hidden = useAudit((state) => state.filter.hidden);
  const all = result.columns.length;
  const turn = (id: string): void => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    changeFilter({ hidden: next });
  };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <button type="button" className={cx(styles.toggle, hidden.size > 0 && styles.pressed)}>
          {hidden.size === 0 ? 'Body forms' : `${all - hidden.size} of ${all} body forms`}
          <ChevronDown size={12} aria-hidden />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={cx(menu.menu, styles.columns)} sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Item className={menu.item} onSelect={() => changeFilter({ hidden: new Set() })}>
            Show all
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={menu.item}
            onSelect={() => changeFilter({ hidden: new Set(result.columns.map(({ id }) => id)) })}
          >
            Hide all
          </DropdownMenu.Item>
          {result.columns.map(({ id, label }) => (
            <DropdownMenu.CheckboxItem
              key={id}
              className={menu.item}
              checked={!hidden.has(id)}
              onSelect={(event) => event.preventDefault()}
              onCheckedChange={() => turn(id)}
            >
              <span className={styles.check} aria-hidden>
                {!hidden.has(id) && <Check size={12} />}
              </span>
              {label}
            </DropdownMenu.CheckboxItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly disabled?: boolean;
  readonly onPress: (pressed: boolean) => void;
}

function Toggle({ label, pressed, disabled = false, onPress }: ToggleProps) {
  return (
    <button
      type="button"
      className={cx(styles.toggle, pressed && styles.pressed)}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={() => onPress(!pressed)}
    >
      {label}
    </button>
  );
}
