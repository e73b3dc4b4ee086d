import type { ParamRow } from '../../shared/contract/inspection.ts';
import { lookUp } from '../../shared/json/look-up.ts';
import { pathOf, segments } from '../../shared/json/pointer.ts';
import type { Target } from '../../shared/pipeline/ledger/trace.ts';

/** Where a value went, as people write it. */
export function targetText(target: Target): string {
  if (target.part === 'path') return 'URL path';
  if (target.part === 'header') return `header ${target.name}`;
  return target.pointer === '' ? 'body' : pathOf(target.pointer);
}

const STAGE_NAMES: Readonly<Record<string, string>> = {
  parse: 'Parse',
  route: 'Route',
  map: 'Map params',
  filter: 'Filter internals',
  build: 'Build body',
  validate: 'Validate',
  sign: 'Sign',
  send: 'Send',
};

/** A stage's name as it stands on the strip. */
export const stageName = (id: string): string => lookUp(STAGE_NAMES, id) ?? id;

/** The last column of the table, read after the fate: the places a parameter went to, or who or what kept it back. */
export function whereText(row: ParamRow): string {
  if (row.fate === 'added') return stageName(row.rule.stage);
  const places = [...new Set(row.targets.map((target) => topText(target)))];
  if (places.length > 0) return places.join(', ');
  if (row.fate === 'moved') return 'not in the body';
  if (row.fate === 'consumed') return 'not sent';
  if (row.fate === 'dropped' && row.severity !== 'info') return 'silently';
  if (row.fate === 'refused') return 'by LiteLLM';
  return '';
}

/** For the narrow column only the outermost two steps of a path are shown. */
function topText(target: Target): string {
  if (target.part !== 'body') return targetText(target);
  return segments(target.pointer)
    .filter((segment) => !/^\d+$/.test(segment))
    .slice(0, 2)
    .join('.');
}

/** `7 kept, 1 leaked`: how often each fate occurs below a parameter; empty for a single leaf. */
export function leavesText(row: ParamRow): string {
  const counts = Object.entries(row.leaves);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return total > 1 ? counts.map(([fate, count]) => `${count} ${fate}`).join(', ') : '';
}
