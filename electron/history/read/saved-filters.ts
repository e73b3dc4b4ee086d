import type { SavedFilter } from '../../../shared/contract/history.ts';
import { type Database, text } from '../store/database.ts';

export function readFilters(database: Database): readonly SavedFilter[] {
  const row = database.get("SELECT value FROM setting WHERE key = 'filters'");
  try {
    return row ? (JSON.parse(text(row.value)) as readonly SavedFilter[]) : [];
  } catch {
    return [];
  }
}

export function writeFilters(database: Database, filters: readonly SavedFilter[]): void {
  database.run("INSERT OR REPLACE INTO setting (key, value) VALUES ('filters', ?)", [
    JSON.stringify(filters),
  ]);
}
