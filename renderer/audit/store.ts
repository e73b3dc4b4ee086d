import { create } from 'zustand';
import type { AuditResult, AuditRow } from '../../shared/contract/audit.ts';
import { decode } from '../../shared/contract/encoded.ts';
import { DEFAULT_PROFILE, type ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { useConnection } from '../store/connection.ts';
import { NO_FILTER, type RowFilter } from './matrix.ts';

/** A cell of the matrix by name, so that it stays chosen whatever is filtered. */
export interface Chosen {
  readonly key: string;
  readonly column: string;
}

interface AuditState {
  readonly profile: ProfileId;
  readonly against: ProfileId | null;
  /** The last matrix that came; a whole one stays while another is computed. */
  readonly result: AuditResult | null;
  /** Whether the matrix is the first rows of one that is being computed, or was not computed to its end. */
  readonly isPart: boolean;
  /** The share of the matrix that is computed, 0 to 1, while one is; null otherwise. */
  readonly progress: number | null;
  /** True where the host went away or could not compute it. */
  readonly failed: boolean;
  readonly filter: RowFilter;
  readonly chosen: Chosen | null;
}

export const useAudit = create<AuditState>(() => ({
  profile: 'litellm-1.87',
  against: DEFAULT_PROFILE,
  result: null,
  isPart: true,
  progress: null,
  failed: false,
  filter: NO_FILTER,
  chosen: null,
}));

let asked: AbortController | null = null;

/** Asks the host for the matrix of the chosen profiles; a later question ends an earlier one. */
export async function loadAudit(): Promise<void> {
  const { client } = useConnection.getState();
  if (!client) return;
  const { profile, against } = useAudit.getState();
  asked?.abort();
  const question = new AbortController();
  asked = question;
  useAudit.setState({ progress: 0, failed: false });
  const rows: AuditRow[] = [];
  try {
    const events = await client.audit({ profile, against }, { signal: question.signal });
    for await (const told of events) {
      if (question !== asked) return;
      const event = decode(told);
      if (event.type === 'progress') {
        useAudit.setState({ progress: event.done / event.total });
        continue;
      }
      rows.push(...event.rows);
      const { isPart } = useAudit.getState();
      const { columns, isLast } = event;
      if (isLast || isPart)
        useAudit.setState({ result: { profile, against, columns, rows: [...rows] }, isPart: !isLast });
    }
    if (question === asked) useAudit.setState({ progress: null });
  } catch {
    if (question === asked) useAudit.setState({ progress: null, failed: true });
  }
}

/** Ends the question under way; what is computed so far is kept by the host. */
export function stopAudit(): void {
  asked?.abort();
  asked = null;
  useAudit.setState({ progress: null });
}

/** Asks where what is shown is not what is chosen: nothing came yet, or the host was away. */
export function refreshAudit(): void {
  const { result, isPart, profile, against } = useAudit.getState();
  if (isPart || result?.profile !== profile || result.against !== against) void loadAudit();
}

/** Chooses the profile; where it is the one compared against, the two change places. */
export function chooseAuditProfile(profile: ProfileId): void {
  useAudit.setState((state) => ({
    profile,
    against: profile === state.against ? state.profile : state.against,
  }));
  void loadAudit();
}

/** Chooses what the profile is compared against; null for nothing. */
export function chooseAgainst(against: ProfileId | null): void {
  useAudit.setState({ against });
  void loadAudit();
}

export function changeFilter(change: Partial<RowFilter>): void {
  useAudit.setState((state) => ({ filter: { ...state.filter, ...change } }));
}

export function chooseCell(chosen: Chosen | null): void {
  useAudit.setState({ chosen });
}
