import type { AuditResult } from '../../shared/contract/audit.ts';
import { decode } from '../../shared/contract/encoded.ts';
import type { InspectInput } from '../../shared/contract/inspection.ts';
import { MOST_CELLS, type ReportedCell } from '../../shared/contract/share.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { snippetInput } from '../../shared/share/snippets/from-view.ts';
import type { SnippetInput } from '../../shared/share/snippets/snippet.ts';
import { type Chosen, useAudit } from '../audit/store.ts';
import type { Client } from '../client.ts';
import { regionNow } from '../store/derived.ts';
import type { Sharing } from './subjects.ts';

/** Cells of the audit that leak, or the chosen one. */
function cellsOf(
  { profile, against, columns, rows }: AuditResult,
  chosen: Chosen | null,
): readonly ReportedCell[] {
  const release = profileOf(profile).label;
  return rows.flatMap((row) =>
    row.cells.flatMap((cell, i): readonly ReportedCell[] => {
      const column = columns[i];
      const isMeant = chosen
        ? chosen.key === row.key && chosen.column === column?.id
        : cell.fate === 'leaked';
      if (!column || !isMeant) return [];
      const other = row.against[i];
      return [
        {
          key: row.key,
          columnId: column.id,
          column: column.label,
          release,
          fate: cell.fate,
          other: other && against !== null ? { release: profileOf(against).label, fate: other.fate } : null,
        },
      ];
    }),
  );
}

/** The request behind a cell, and what it is written as in code. */
interface Example {
  readonly input: InspectInput;
  readonly snippets: SnippetInput | null;
  /** False where Bedrock refuses it for something else first, such as a model that is served no more. */
  readonly tells: boolean;
}

async function exampleOf(
  client: Client,
  { key, columnId }: ReportedCell,
  profile: ProfileId,
): Promise<Example | null> {
  const { text } = await client.auditRequest({ key, column: columnId });
  if (text === null) return null;
  const input: InspectInput = { text, profile, route: 'auto', direct: true };
  const result = decode(await client.inspect(input));
  const view = result.kind === 'inspected' ? result.views[0] : undefined;
  if (result.kind !== 'inspected' || !view) return null;
  return {
    input,
    snippets: snippetInput(result, view, { profile, settings: {}, region: regionNow() }),
    tells: view.verdict?.kind !== 'refused' || view.verdict.status !== 404,
  };
}

/** Body forms that are looked through for an example that tells something. */
const MOST_EXAMPLES = 6;

/**
 * Cells of the audit that leak, or the chosen one, with the request behind one of them as the example; null where there
 * is no audit yet, or nothing in it.
 */
export async function auditSharing(client: Client): Promise<Sharing | null> {
  const { result, chosen } = useAudit.getState();
  const cells = result ? cellsOf(result, chosen) : [];
  const [first] = cells;
  if (!result || !first) return null;
  const { profile, against } = result;
  let example: Example | null = null;
  for (const cell of cells.slice(0, MOST_EXAMPLES)) {
    const next = await exampleOf(client, cell, profile);
    if (!example || next?.tells) example = next;
    if (example?.tells) break;
  }
  return {
    title: chosen ? `${first.key} → ${first.column}` : `Leaks of ${first.release}`,
    subject: {
      input: example?.input ?? null,
      besides: against === profile ? null : against,
      answer: null,
      stream: null,
      cells: cells.slice(0, MOST_CELLS),
      calls: [],
      region: regionNow(),
    },
    snippets: example?.snippets ?? null,
    ids: [],
  };
}
