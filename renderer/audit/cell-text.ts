import { pathOf } from '../../shared/json/pointer.ts';
import type { AuditCell } from '../../shared/pipeline/audit/cell.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { MARKS, markOf } from './mark.ts';
import { changeOf } from './matrix.ts';

interface CellSubject {
  readonly key: string;
  readonly label: string;
  readonly cell: AuditCell;
  readonly other: AuditCell | undefined;
  readonly profile: ProfileId;
  readonly against: ProfileId | null;
}

const fateText = (cell: AuditCell): string => {
  const { label } = MARKS[markOf(cell)];
  const what = label === cell.fate || cell.fate === 'leaked' ? label : `${label} (${cell.fate})`;
  return cell.at === null ? what : `${what}, at ${pathOf(cell.at)}`;
};

/** A cell in words: the key, the body form, and what the key meets there under both profiles. */
export function cellText({ key, label, cell, other, profile, against }: CellSubject): string {
  const now = `${key} in ${label}: ${fateText(cell)}`;
  if (against === null || !other) return `${now}.`;
  const releases = `${profileOf(profile).label} and ${profileOf(against).label}`;
  if (changeOf(cell, other) === null) return `${now}, in ${releases} alike.`;
  return `${now}, in ${profileOf(profile).label}; ${fateText(other)}, in ${profileOf(against).label}.`;
}
