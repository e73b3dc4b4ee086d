import { randomUUID } from 'node:crypto';
import type { MadeReport } from '../../../shared/contract/share.ts';
import { partsOf } from '../../../shared/share/report/parts.ts';
import type { WroteReport } from './write.ts';

/** Reports that are kept for a window that looks at them in several forms. */
const MOST = 6;

/** The reports made last, as JSON text. A window holds their names alone. */
export class ReportShelf {
  readonly #reports = new Map<string, string>();

  /** Keeps what `writeReport` gave as JSON; what cannot be read is passed on. */
  keep(json: string): MadeReport {
    const wrote = JSON.parse(json) as WroteReport;
    if (!wrote.ok) return wrote;
    const id = randomUUID();
    const { report } = wrote.whole;
    this.#reports.set(id, JSON.stringify(wrote.whole));
    for (const oldest of this.#reports.keys()) {
      if (this.#reports.size <= MOST) break;
      this.#reports.delete(oldest);
    }
    return { ok: true, id, parts: partsOf(report) };
  }

  /** A report as JSON; null where it gave way to newer ones. */
  get(id: string): string | null {
    return this.#reports.get(id) ?? null;
  }
}
