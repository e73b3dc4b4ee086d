import { ArrowUp, ChevronDown, OctagonPause, Plus, Trash2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { ACTION_LABELS, type CaptureRule, type RuleAction } from '../../shared/capture/rule.ts';
import { problemOf } from '../../shared/query/rule-problem.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import menu from '../ui/Menu.module.css';
import { Popup } from '../ui/Popup.tsx';
import { shown } from '../ui/shown.ts';
import { readFilter } from './filter.ts';
import { RuleDetails } from './RuleDetails.tsx';
import styles from './RulesPanel.module.css';
import { addRule, changeRule, chooseAction, moveRuleUp, removeRule } from './rules.ts';
import { useLive } from './store.ts';
import { useTypedIn } from './typed-in.ts';

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
        {rules.map((rule, at) => (
          <RuleItem key={rule.id} rule={rule} first={at === 0} />
        ))}
      </ul>
      <div className={cx(styles.foot, styles.buttons)}>
        <Button small onClick={() => void addRule(filter, 'hold')}>
          <Plus size={12} aria-hidden />{' '}
          {filter === '' ? 'Hold every call' : 'Hold what the list is filtered by'}
        </Button>
        <OtherRule filter={filter} />
      </div>
    </Popup>
  );
}

/** Rules that hold nothing: each begins with what it does, so that no call is held meanwhile. */
function OtherRule({ filter }: { readonly filter: string }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button small>
          Another rule <ChevronDown size={11} aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="start" sideOffset={2} collisionPadding={8}>
          {KINDS.filter((kind) => kind !== 'hold').map((kind) => (
            <DropdownMenu.Item key={kind} className={menu.item} onSelect={() => void addRule(filter, kind)}>
              {ACTION_LABELS[kind]}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function RuleItem({ rule, first }: { readonly rule: CaptureRule; readonly first: boolean }) {
  const { id, action, on } = rule;
  const {
    text: filter,
    type,
    settle,
  } = useTypedIn(rule.filter, (text) => void changeRule(id, { filter: text }));
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
        onChange={(event) => type(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
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
      <Button
        small
        look="quiet"
        aria-label="Do the rule earlier"
        title="Do it before the one above"
        disabled={first}
        onClick={() => void moveRuleUp(id)}
      >
        <ArrowUp size={12} aria-hidden />
      </Button>
      <Button small look="quiet" aria-label="Remove the rule" onClick={() => void removeRule(id)}>
        <Trash2 size={12} aria-hidden />
      </Button>
      <div className={styles.details}>
        <RuleDetails id={id} action={action} />
      </div>
      <p className={styles.problem} role="status">
        {shown(problem)}
      </p>
    </li>
  );
}
