import type { RuleAction } from '../../shared/capture/rule.ts';
import styles from './RulesPanel.module.css';
import { changeRule, FAULTS } from './rules.ts';
import { useTypedIn } from './typed-in.ts';

/** What a rule's action needs to be told. */
export function RuleDetails({ id, action }: { readonly id: string; readonly action: RuleAction }) {
  const change = (next: RuleAction): void => void changeRule(id, { action: next });
  switch (action.kind) {
    case 'fault':
      return (
        <select
          className={styles.select}
          aria-label="Exception"
          value={action.exception}
          onChange={(event) => change({ kind: 'fault', exception: event.target.value })}
        >
          {FAULTS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      );
    case 'delay':
      return (
        <input
          className={styles.small}
          aria-label="Delay, milliseconds"
          type="number"
          min={0}
          max={600_000}
          value={action.ms}
          onChange={(event) =>
            change({ kind: 'delay', ms: Math.min(600_000, Math.max(0, Number(event.target.value) | 0)) })
          }
        />
      );
    case 'rewrite':
      return (
        <>
          <TypedValue
            label="Member of the body"
            said={action.member}
            onSettled={(member) => member.trim() !== '' && change({ ...action, member: member.trim() })}
          />
          <TypedValue
            label="Its value as JSON; empty takes it out"
            hint="taken out"
            said={action.json ?? ''}
            onSettled={(json) => change({ ...action, json: json.trim() || null })}
          />
        </>
      );
    default:
      return null;
  }
}

interface TypedValueProps {
  readonly label: string;
  readonly hint?: string;
  readonly said: string;
  readonly onSettled: (text: string) => void;
}

function TypedValue({ label, hint, said, onSettled }: TypedValueProps) {
  const { text, type, settle } = useTypedIn(said, onSettled);
  return (
    <input
      className={styles.small}
      aria-label={label}
      placeholder={hint}
      spellCheck={false}
      value={text}
      onChange={(event) => type(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  );
}
