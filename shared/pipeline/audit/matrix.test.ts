import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import type { ProfileId } from '../releases/profile.ts';
import type { AuditCell } from './cell.ts';
import { AUDIT_COLUMNS } from './columns.ts';
import { AUDIT_KEYS } from './keys.ts';
import { type AuditBase, auditBases, auditMatrix } from './matrix.ts';
import { auditCell } from './one-key.ts';
import { auditTogether } from './together.ts';

/** What real releases did: release → family → the body without a key, and where each key was found. */
type Measured = Readonly<
  Record<
    string,
    Readonly<Record<string, { readonly base: JsonObject | null; readonly keys: Record<string, string> }>>
  >
>;

const measured: Measured = JSON.parse(
  gunzipSync(readFileSync(new URL('../testdata/leaks.json.gz', import.meta.url))).toString(),
);

/** The measurement looked for the key's name anywhere, so names that the bare call sends too say nothing. */
const namesIn = (value: Json): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => [key, ...namesIn(item as Json)])
    : [];

/** Measured on 1.106.2; 1.109.1 was seen to treat these otherwise. */
const CHANGED_SINCE: ReadonlySet<string> = new Set(['initial_prompt_value', 'prompt_cache_retention']);

/** Measured on Claude 3.5 Sonnet, which knew no thinking; the columns have a model that is served still. */
const BY_MODEL: ReadonlySet<string> = new Set(['thinking', 'reasoning_effort']);

/** The measurement gave every key the same marker; a key that wants another type made LiteLLM stop at once. */
const saysNothing = (answer: string): boolean => answer.startsWith('crashed inside LiteLLM');

function told(answer: string): string {
  if (answer.startsWith('leak@')) return answer.slice(5).replace(/\[(\d+)\]/g, '/$1');
  if (answer === 'refused: UnsupportedParamsError') return 'refused';
  return answer.startsWith('refused') ? 'crashed' : 'not in the body';
}

function ours(cell: AuditCell): string {
  if (cell.at !== null) return cell.at;
  return cell.fate === 'refused' || cell.fate === 'crashed' ? cell.fate : 'not in the body';
}

describe.each([
  ['litellm-1.87.0', '1.87.0'],
  ['litellm-1.109', '1.106.2'],
] as const satisfies readonly (readonly [ProfileId, string])[])(
  'the leak matrix of %s',
  (profile, release) => {
    const families = measured[release] ?? {};
    const keys = Object.keys(families.anthropic?.keys ?? {});

    it(`agrees with what LiteLLM ${release} was seen to do, cell by cell`, () => {
      const matrix = auditMatrix(profile, keys);
      const different = keys.flatMap((key, row) =>
        AUDIT_COLUMNS.flatMap(({ id }, column) => {
          const family = families[id];
          const answer = family?.keys[key];
          if (!family || answer === undefined || saysNothing(answer)) return [];
          if (BY_MODEL.has(key) && /claude|anthropic/.test(id)) return [];
          if (profile === 'litellm-1.109' && CHANGED_SINCE.has(key)) return [];
          if (family.base && namesIn(family.base).includes(key)) return [];
          const [real, mine] = [told(answer), ours(matrix[row]?.[column] ?? { fate: 'crashed', at: null })];
          return real === mine ? [] : [`${key} × ${id}: ${real}, ours ${mine}`];
        }),
      );
      expect(different).toEqual([]);
    });
  },
);

describe('keys that are tried together', () => {
  it.each(['litellm-1.80', 'litellm-1.95', 'litellm-1.109', 'strict'] as const)(
    'fare as each of them does alone, under %s',
    (profile) => {
      const matrix = auditMatrix(profile, AUDIT_KEYS);
      const different = auditBases(profile).flatMap(({ column, result }, at) => {
        const body = result.kind === 'outgoing' ? result.outgoing.body : null;
        return AUDIT_KEYS.flatMap((key, row) => {
          const alone = auditCell(column, key, profile, body);
          const cell = matrix[row]?.[at];
          return alone.fate === cell?.fate && alone.at === cell.at ? [] : [`${key} × ${column.id}`];
        });
      });
      expect(different).toEqual([]);
    },
  );

  it('are told by one call where none of them says anything', () => {
    const base = auditBases('litellm-1.109')[0] as AuditBase;
    const keys = AUDIT_KEYS.filter((key) => key.startsWith('input_cost_per')).slice(0, 24);
    expect(keys).toHaveLength(24);
    expect(auditTogether(base.column, keys, 'litellm-1.109', base.result)).toHaveLength(24);
  });

  it('are tried apart where one of them ends the call or changes more of it than itself', () => {
    const base = auditBases('litellm-1.109')[0] as AuditBase;
    const tried = (...keys: string[]) => auditTogether(base.column, keys, 'litellm-1.109', base.result);
    expect(tried('model_group', 'trace')).not.toBeNull();
    expect(tried('model_group', 'rpd')).toBeNull();
    expect(tried('model_group', 'seed', 'user')).toBeNull();
  });
});

describe('AUDIT_KEYS', () => {
  it('holds every key that was tried on real releases or is in a registry, once', () => {
    expect(new Set(AUDIT_KEYS).size).toBe(AUDIT_KEYS.length);
    expect(AUDIT_KEYS.length).toBeGreaterThan(350);
  });

  it('finds nothing internal in a body under the strict profile', () => {
    const matrix = auditMatrix('strict', AUDIT_KEYS);
    const leaks = AUDIT_KEYS.flatMap((key, row) =>
      AUDIT_COLUMNS.flatMap(({ id }, column) =>
        matrix[row]?.[column]?.fate === 'leaked' ? [`${key} × ${id}`] : [],
      ),
    );
    expect(leaks).toEqual([]);
  });
});
