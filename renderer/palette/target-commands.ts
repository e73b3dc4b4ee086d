import { useAudit } from '../audit/store.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { chooseTarget } from '../store/request.ts';
import { show } from '../store/view.ts';
import type { Command } from './command.ts';

/** The places that requests can go to: AWS's profiles, and what has to be typed. */
export function useTargetCommands(): readonly Command[] {
  const aws = useConnection((state) => state.targets?.aws);
  if (!aws) return [];
  const region = aws.defaultRegion ?? 'us-east-1';
  const to = (profile: string | null, home: string | null): void =>
    chooseTarget({ kind: 'aws', profile, region: home ?? region, bearer: false });
  return [
    { name: null, region: null },
    ...aws.profiles.map(({ name, region: home }) => ({ name, region: home })),
  ].map(({ name, region: home }) => ({
    id: `aws-${name ?? 'default'}`,
    group: 'Target',
    label: `Target: AWS, ${name === null ? 'default chain' : `profile ${name}`}, ${home ?? region}`,
    words: ['account', 'credentials', 'bedrock'],
    run: () => to(name, home),
  }));
}

/** Exports what the audit shows, once it is there. */
async function exportAudit(save: 'saveCsv' | 'saveMarkdown'): Promise<void> {
  show({ screen: 'audit' });
  const { result } = useAudit.getState();
  if (!result) {
    notify('The matrix is being computed; export it when it is there.');
    return;
  }
  (await import('../audit/save.ts'))[save]();
}

export const PLACES: readonly Command[] = [
  {
    id: 'target',
    group: 'Target',
    label: 'Target: choose AWS, an endpoint or a proxy …',
    words: ['endpoint', 'url', 'proxy', 'region', 'bearer'],
    run: () => show({ screen: 'request', choosingTarget: true }),
  },
  {
    id: 'export-csv',
    group: 'Export',
    label: 'Export the audit as CSV',
    words: ['save', 'matrix'],
    run: () => void exportAudit('saveCsv'),
  },
  {
    id: 'export-markdown',
    group: 'Export',
    label: 'Export the audit as Markdown',
    words: ['save', 'matrix'],
    run: () => void exportAudit('saveMarkdown'),
  },
];
