import type { Report } from '../../contract/report-document.ts';
import type { RenderedReport, RenderInput, ReportForm } from '../../contract/share.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import { htmlOf } from './html.ts';
import { markdownOf } from './markdown.ts';
import { withParts } from './parts.ts';
import { pictureOf } from './pictures.ts';
import type { Written } from './private.ts';
import { ReportRedaction } from './redact.ts';
import { takenSection } from './taken-section.ts';

/** How a report is wanted, and who made it and when in one line. */
export type RenderOptions = Omit<RenderInput, 'id'> & { readonly made: string };

/** Reports by their forms. */
const WRITE: Readonly<Record<ReportForm, (report: Report, made: string) => string>> = {
  markdown: markdownOf,
  html: htmlOf,
  picture: pictureOf,
};

/** Writes a report in one of its forms, without what is to be taken out. */
export function renderReport(
  report: Report,
  written: Written,
  redactor: Redactor,
  { form, parts, choices, made }: RenderOptions,
): RenderedReport {
  const redaction = new ReportRedaction(redactor, written, choices);
  const redacted = redaction.redact(withParts(report, parts));
  const taken = redaction.taken();
  const told = takenSection(taken);
  const shown = told ? { ...redacted, sections: [...redacted.sections, told] } : redacted;
  return { text: WRITE[form](shown, made), report: shown, taken };
}
