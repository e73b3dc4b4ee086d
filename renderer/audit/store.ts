import { create } from 'zustand';
import type { AuditResult } from '../../shared/contract/audit.ts';
import type { ProfileId } from '../../shared/pipeline/profiles/profile.ts';
import { useConnection } from '../store/connection.ts';
import type { RowFilter } from './matrix.ts';

/** A cell of the matrix by name, so that it stays chosen whatever is filtered. */
export interface Chosen {
  readonly key: string;
  readonly column: string;
}

interface AuditState {
  readonly profile: ProfileId;
  readonly against: ProfileId | null;
  /** The last matrix that came; it stays while another is computed. */
  readonly result: AuditResult | null;
  readonly loading: boolean;
  /** True where the host went away or could not compute it. */
  readonly failed: boolean;
  readonly filter: RowFilter;
  readonly chosen: Chosen | null;
}

export const useAudit = create<AuditState>(() => ({
  profile: 'litellm-1.87',
  against: 'litellm-1.109',
  result: null,
  loading: false,
  failed: false,
  filter: { text: '', onlyLeaks: false, onlyChanges: false },
  chosen: null,
}));

let asked = 0;

/** Asks the host for the matrix of the chosen profiles; a later question makes an earlier one void. */
export async function loadAudit(): Promise<void> {
  const { client } = useConnection.getState();
  if (!client) return;
  const { profile, against } = useAudit.getState();
  const question = ++asked;
  useAudit.setState({ loading: true, failed: false });
  try {
    const result = await client.audit({ profile, against });
    if (question === asked) useAudit.setState({ result, loading: false });
  } catch {
    if (question === asked) useAudit.setState({ loading: false, failed: true });
  }
}

/** Asks where what is shown is not what is chosen: nothing came yet, or the host was away. */
export function refreshAudit(): void {
  const { result, profile, against } = useAudit.getState();
  if (result?.profile !== profile || result.against !== against) void loadAudit();
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
