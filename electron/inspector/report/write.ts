import type { Report } from '../../../shared/contract/report-document.ts';
import type { RenderedReport, RenderInput, ReportSubject } from '../../../shared/contract/share.ts';
import type { ProxyConfig } from '../../../shared/proxy/config.ts';
import type { Redactor } from '../../../shared/redaction/redactor.ts';
import { bodiesOf } from '../../../shared/share/report/calls.ts';
import { composeReport } from '../../../shared/share/report/compose.ts';
import { type Written, writtenInAll } from '../../../shared/share/report/private.ts';
import { renderReport } from '../../../shared/share/report/render.ts';
import { type Gathered, gatherReport } from './gather.ts';
import { LIMITS, type ShortenLimits } from './shorten.ts';

/** A report with all of its parts, before anything is taken out: it stays with the host. */
export interface WholeReport {
  readonly report: Report;
  readonly written: Written;
}

export type WroteReport =
  | { readonly ok: true; readonly whole: WholeReport }
  | Extract<Gathered, { readonly ok: false }>;

/** Writes the report of a subject; `limits` bound the search for the shortest request. */
export async function writeReport(
  subject: ReportSubject,
  config: ProxyConfig | null,
  signal: AbortSignal,
  limits: ShortenLimits = LIMITS,
): Promise<WroteReport> {
  const gathered = await gatherReport(subject, config, signal, limits);
  if (!gathered.ok) return gathered;
  const { facts } = gathered;
  const texts = [...(facts.whole ? [facts.whole.result.requestText] : []), ...bodiesOf(facts)];
  return { ok: true, whole: { report: composeReport(facts), written: writtenInAll(texts) } };
}

export const renderWhole = (
  { report, written }: WholeReport,
  input: Omit<RenderInput, 'id'>,
  redactor: Redactor,
  made: string,
): RenderedReport => renderReport(report, written, redactor, { ...input, made });
