import { Command as Cmdk } from 'cmdk';
import { useEffect, useState } from 'react';
import type { RouteView } from '../../shared/contract/inspection.ts';
import { SNIPPETS } from '../../shared/share/snippets/index.ts';
import { withModelId } from '../incoming/model-string.ts';
import { useCopyInput } from '../outgoing/copy-input.ts';
import { applyFix } from '../problems/fix.ts';
import { type GroupFix, groupProblems } from '../problems/group-problems.ts';
import { searchModels } from '../requestbar/search-models.ts';
import { setRequestKey } from '../requestbar/set-key.ts';
import { loadModels, useConnection } from '../store/connection.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { copyText } from '../store/notices.ts';
import { useRequest } from '../store/request.ts';
import { openSaved } from '../store/saved.ts';
import { openTab } from '../store/tabs.ts';
import { show } from '../store/view.ts';
import { useWorkspace } from '../store/workspace.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { shown } from '../ui/shown.ts';
import styles from './Commands.module.css';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { screenCommands } from './screen-commands.ts';
import { useTargetCommands } from './target-commands.ts';

/** So many models are offered for a query. */
const MOST_MODELS = 8;

interface OffersProps {
  readonly query: string;
  /** Called once they are there to be chosen from. */
  readonly onReady: () => void;
}

/** The actions that a query may find, in groups. */
export function Offers({ query, onReady }: OffersProps) {
  // The list sorts itself, and chooses its first entry, once its entries are drawn.
  useEffect(() => {
    const frame = requestAnimationFrame(onReady);
    return () => cancelAnimationFrame(frame);
  }, [onReady]);
  const fixes = useFixes();
  // What is on the screen stays as it is while the palette lies over it.
  const [onScreen] = useState(() =>
    screenCommands(new Set([...fixes.map(({ bare }) => bare), ...COMMANDS.map(({ label }) => label)])),
  );
  const groups = groupsOf([
    ...fixes,
    ...COMMANDS.filter(({ isPossible }) => isPossible?.() ?? true),
    ...useRequestsCommands(),
    ...useTargetCommands(),
    ...useCopies(),
    ...useModelCommands(query),
    ...onScreen,
  ]);
  return (
    <>
      <Cmdk.Empty className={styles.empty}>Nothing has that name.</Cmdk.Empty>
      {groups.map(([group, commands]) => (
        <Cmdk.Group key={group} heading={group} className={styles.group}>
          {commands.map((command) => (
            <Cmdk.Item
              key={command.id}
              value={`${command.label} ${command.id}`}
              keywords={[group, ...(command.words ?? [])]}
              className={styles.item}
              onSelect={() => {
                show({ palette: false });
                command.run();
              }}
            >
              <span>{shown(command.label)}</span>
              {command.keys && <Kbd keys={command.keys} />}
            </Cmdk.Item>
          ))}
        </Cmdk.Group>
      ))}
    </>
  );
}

function groupsOf(commands: readonly Command[]): readonly (readonly [string, readonly Command[]])[] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const group = groups.get(command.group);
    if (group) group.push(command);
    else groups.set(command.group, [command]);
  }
  return [...groups];
}

interface Fault {
  readonly key: string | null;
  readonly actions: readonly GroupFix[];
}

/** What is wrong, with its fixes: problems of the body, or that there is none. */
function faultsOf(view: RouteView | null): readonly Fault[] {
  if (view && view.outcome.kind !== 'outgoing') return [{ key: null, actions: view.outcome.actions }];
  return groupProblems(view?.verdict?.problems ?? []).map(({ problem: { key }, actions }) => ({
    key,
    actions,
  }));
}

/** What mends the request at hand. */
function useFixes(): readonly (Command & { readonly bare: string })[] {
  return faultsOf(useRouteView()).flatMap(({ key, actions }, index) =>
    actions.map((action) => ({
      id: `fix-${index}-${action.label}`,
      group: 'Fix',
      label: key ? `${action.label} — ${key}` : action.label,
      bare: action.label,
      run: () => applyFix(action),
    })),
  );
}

/** The request at hand as code. */
function useCopies(): readonly Command[] {
  const input = useCopyInput();
  return input
    ? SNIPPETS.filter(({ fits }) => fits(input)).map((form) => ({
        id: `copy-${form.id}`,
        group: 'Copy as',
        label: `Copy as ${form.label}`,
        run: () => void copyText(form.write(input), form.label),
      }))
    : [];
}

/** Other requests: open tabs, and those that are saved. */
function useRequestsCommands(): readonly Command[] {
  const { tabs, active, saved } = useWorkspace();
  return [
    ...tabs
      .filter(({ id }) => id !== active)
      .map(({ id, name }) => ({
        id: `tab-${id}`,
        group: 'Requests',
        label: `Go to “${name}”`,
        words: ['tab', 'open'],
        run: () => void openTab(id),
      })),
    ...saved.map(({ id, name, folder }) => ({
      id: `saved-${id}`,
      group: 'Requests',
      label: `Open saved “${name}”`,
      words: ['saved', folder],
      run: () => void openSaved(id),
    })),
  ];
}

function useModelCommands(query: string): readonly Command[] {
  const profile = useRequest((state) => state.profile);
  const client = useConnection((state) => state.client);
  const models = useConnection((state) => state.models[profile]);
  const model = useInspection((state) => state.result?.model ?? '');
  useEffect(() => {
    if (client) void loadModels(profile);
  }, [client, profile]);
  if (!models || query.trim().length < 2) return [];
  return searchModels(models, query)
    .slice(0, MOST_MODELS)
    .map(({ id, family, route }) => ({
      id: `model-${id}-${route}`,
      group: 'Models',
      label: id,
      words: [family, route],
      run: () => void setRequestKey('model', withModelId(model, id)),
    }));
}
