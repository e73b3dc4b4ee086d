import { OctagonPause, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ACTION_LABELS, type CaptureRule, type RuleAction } from '../../shared/capture/rule.ts';
import { problemOf } from '../../shared/query/rule-problem.ts';
import { Button } from '../ui/Button.tsx';
import { Popup } from '../ui/Popup.tsx';
import { shown } from '../ui/shown.ts';
import { readFilter } from './filter.ts';
import styles from './RulesPanel.module.css';
import { addRule, changeRule, chooseAction, FAULTS, removeRule } from './rules.ts';
import { useLive } from './store.ts';

const KINDS = Object.keys(ACTION_LABELS) as readonly RuleAction['kind'][];

const NONE: readonly CaptureRule[] = [];

/** Breakpoints, and rules that need no hold: what is done to calls before they go on. */
export function RulesPanel() {
  const rules = useLive((state) => state.capture?.rules) ?? NONE;
  const filter = useLive((state) => state.filter);
  const on = rules.filter((rule) => rule.on).length;
  return (
    <Popup
      label="Breakpoints and rules"
      wide
      trigger={
        <Button aria-label={`Breakpoints and rules: ${on} on`}>
          <OctagonPause size={14} aria-hidden /> Rules {on > 0 && <b>{on}</b>}
        </Button>
      }
    >
      <div className={styles.head}>
        <h2 className={styles.title}>Breakpoints and rules</h2>
        <p className={styles.note}>
          Done in this order to each call that the filter passes, before it goes on. A filter looks at what
          the request tells: model, op, route, program, asked. A held call goes on unchanged after 60 s, so
          that no program hangs.
        </p>
      </div>
      <ul className={styles.rules}>
        {rules.map((rule) => (
          <RuleItem key={rule.id} rule={rule} />
        ))}
      </ul>
      <div className={styles.foot}>
        <Button small onClick={() => void addRule(filter)}>
          <Plus size={12} aria-hidden />{' '}
          {filter === '' ? 'Hold every call' : 'Hold what the list is filtered by'}
        </Button>
      </div>
    </Popup>
  );
}

function RuleItem({ rule }: { readonly rule: CaptureRule }) {
  const { id, action, on } = rule;
  const [filter, setFilter] = useState(rule.filter);
  const { sentence } = readFilter(filter, 0);
  const problem = problemOf({ filter, action });
  return (
    <li className={styles.rule}>
      <input
        type="checkbox"
        aria-label={`The rule ${shown(rule.filter) || 'for every call'} is on`}
        checked={on}
        onChange={(event) => void changeRule(id, { on: event.target.checked })}
      />
      <input
        className={styles.filter}
        aria-label="Filter of the rule"
        aria-invalid={problem !== ''}
        title={shown(sentence || 'Every call')}
        placeholder="every call"
        spellCheck={false}
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        onBlur={() => filter !== rule.filter && void changeRule(id, { filter })}
        onKeyDown={(event) => event.key === 'Enter' && void changeRule(id, { filter })}
      />
      <select
        className={styles.select}
        aria-label="What the rule does"
        value={action.kind}
        onChange={(event) => {
          const kind = KINDS.find((one) => one === event.target.value);
          if (kind) void chooseAction(id, kind);
        }}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {ACTION_LABELS[kind]}
          </option>
        ))}
      </select>
      <Details id={id} action={action} />
      <Button small look="quiet" aria-label="Remove the rule" onClick={() => void removeRule(id)}>
        <Trash2 size={12} aria-hidden />
      </Button>
      <p className={styles.problem} role="status">
        {shown(problem)}
      </p>
    </li>
  );
}

function Details({ id, action }: { readonly id: string; readonly action: RuleAction }) {
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
          <input
            className={styles.small}
            aria-label="Member of the body"
            spellCheck={false}
            defaultValue={action.member}
            onBlur={(event) => event.target.value !== '' && change({ ...action, member: event.target.value })}
          />
          <input
            className={styles.small}
            aria-label="Its value as JSON; empty takes it out"
            placeholder="taken out"
            spellCheck={false}
            defaultValue={action.json ?? ''}
            onBlur={(event) => change({ ...action, json: event.target.value.trim() || null })}
          />
        </>
      );
    default:
      return null;
  }
}
