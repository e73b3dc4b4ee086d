import type { Redactor } from '../../redaction/redactor.ts';
import { type PartId, withParts } from './compose.ts';
import type { Report } from './document.ts';
import { htmlOf } from './html.ts';
import { markdownOf } from './markdown.ts';
import type { Written } from './private.ts';
import { type RedactionChoices, ReportRedaction, type Taken } from './redact.ts';

export const REPORT_FORMS = ['markdown', 'html'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

export interface RenderOptions {
  readonly form: ReportForm;
  readonly parts: readonly PartId[];
  readonly choices: RedactionChoices;
  /** Who made it and when, in one line. */
  readonly made: string;
}

/** A report as it is copied and saved. */
export interface Rendered {
  readonly text: string;
  /** The same as parts, for a preview. */
  readonly report: Report;
  readonly taken: readonly Taken[];
}

/** Writes a report in one of its forms, without what is to be taken out. */
export function renderReport(
  report: Report,
  written: Written,
  redactor: Redactor,
  { form, parts, choices, made }: RenderOptions,
): Rendered {
  const redaction = new ReportRedaction(redactor, written, choices);
  const shown = redaction.redact(withParts(report, parts));
  const text = form === 'html' ? htmlOf(shown, made) : markdownOf(shown);
  return { text, report: shown, taken: redaction.taken() };
}
