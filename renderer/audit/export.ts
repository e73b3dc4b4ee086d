import type { AuditResult } from '../../shared/contract/audit.ts';
import type { AuditCell } from '../../shared/pipeline/audit/cell.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { MARK_IDS, MARKS, markOf } from './mark.ts';
import { inOrder, leaksIn, summarise } from './matrix.ts';

/** A field as RFC 4180 wants it. Text that a spreadsheet would take for a formula is put behind a quote. */
function csvField(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

const csvLine = (fields: readonly (string | number)[]): string => `${fields.map(csvField).join(',')}\r\n`;

const inWords = ({ fate, at }: AuditCell): string => (at === null ? fate : `${fate} at ${at}`);

interface Side {
  readonly profile: ProfileId;
  readonly cells: readonly AuditCell[];
}

/**
 * A matrix as CSV (RFC 4180, UTF-8): one line per key and profile, one field per body form
 * with the fate and, where the key stands in the body, its JSON pointer; the number of leaks last.
 */
export function toCsv({ profile, against, columns, rows }: AuditResult): string {
  const head = csvLine(['key', 'profile', ...columns.map(({ label }) => label), 'leaks']);
  const lines = rows.flatMap((row) => {
    const sides: readonly Side[] = [
      { profile, cells: row.cells },
      ...(against === null ? [] : [{ profile: against, cells: row.against }]),
    ];
    return sides.map((side) =>
      csvLine([row.key, profileOf(side.profile).label, ...side.cells.map(inWords), leaksIn(side.cells)]),
    );
  });
  return head + lines.join('');
}

/** Text in a cell of a Markdown table. */
const plain = (text: string): string => text.replace(/[\\|*_`<>[\]]/g, '\\$&').replace(/\s+/g, ' ');

/** Code in a cell of a Markdown table: the fence is longer than any run of backticks in it. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${text.replace(/\|/g, '\\|').replace(/\s+/g, ' ')}${space}${fence}`;
}

const tableLine = (fields: readonly (string | number)[]): string => `| ${fields.join(' | ')} |\n`;

const signOf = (cell: AuditCell): string => MARKS[markOf(cell)].sign;

function signs(cell: AuditCell, other: AuditCell | undefined): string {
  const [now, then] = [signOf(cell), other ? signOf(other) : null];
  return then === null || then === now ? now : `${now} ⇒ ${then}`;
}

/** A matrix as a Markdown table (GitHub's), one sign per cell, with counts and a legend before it. */
export function toMarkdown(result: AuditResult): string {
  const { profile, against, columns, rows } = result;
  const summary = summarise(result);
  const name = profileOf(profile).label;
  const other = against === null ? null : profileOf(against).label;
  const order = inOrder(result);
  const [older, newer] = order ? [profileOf(order.older).label, profileOf(order.newer).label] : ['', ''];
  const title = `# Internal keys that reach Bedrock: ${name}${other === null ? '' : ` against ${other}`}\n`;
  const counts = [
    `${rows.length} keys × ${columns.length} body forms, each key by itself: ${summary.leaks} of ${summary.cells} cells leak in ${name}.`,
    ...(other === null
      ? []
      : [
          `${summary.changes.fixed} that leak in ${older} are fixed in ${newer}, and ${summary.changes.new} are new there.`,
          `Where both differ, a cell reads “${name} ⇒ ${other}”.`,
        ]),
  ].join(' ');
  const legend = MARK_IDS.map((id) => `- ${MARKS[id].sign} ${MARKS[id].label}: ${MARKS[id].meaning}\n`);
  const head = ['key', ...columns.map(({ label }) => plain(label)), 'leaks'];
  const rule = ['---', ...columns.map(() => ':-:'), '--:'];
  const lines = rows.map((row) => [
    code(row.key),
    ...row.cells.map((cell, i) => signs(cell, row.against[i])),
    other === null || leaksIn(row.cells) === leaksIn(row.against)
      ? leaksIn(row.cells)
      : `${leaksIn(row.cells)} ⇒ ${leaksIn(row.against)}`,
  ]);
  return [title, '\n', counts, '\n\n', ...legend, '\n', ...[head, rule, ...lines].map(tableLine)].join('');
}

/** What the file of an export is called. */
export function exportName({ profile, against }: AuditResult, extension: 'csv' | 'md'): string {
  return `strata-audit-${profile}${against === null ? '' : `-against-${against}`}.${extension}`;
}
