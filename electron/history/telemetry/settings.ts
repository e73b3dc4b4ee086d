import type { TelemetrySettings } from '../../../shared/contract/telemetry.ts';
import { type Database, text } from '../store/database.ts';

const OFF: TelemetrySettings = { on: false, endpoint: '', content: false };

/** What was decided in the window; off where nothing was, or where it cannot be read. */
export function readTelemetry(database: Database): TelemetrySettings {
  const row = database.get("SELECT value FROM setting WHERE key = 'telemetry'");
  try {
    return row ? { ...OFF, ...(JSON.parse(text(row.value)) as Partial<TelemetrySettings>) } : OFF;
  } catch {
    return OFF;
  }
}

export function writeTelemetry(database: Database, settings: TelemetrySettings): void {
  database.run("INSERT OR REPLACE INTO setting (key, value) VALUES ('telemetry', ?)", [
    JSON.stringify(settings),
  ]);
}
