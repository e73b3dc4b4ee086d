import { create } from 'zustand';
import type {
  CallFile,
  CallFileMade,
  MadeReport,
  RedactionChoices,
  RenderedReport,
  ReportForm,
  ReportPart,
} from '../../shared/contract/share.ts';
import type { Sharing } from './subjects.ts';

/** A form in which something is shared: of a report, calls as a file, or code. */
export type FormatId = ReportForm | `calls-${CallFile}` | `code-${string}`;

export interface ShareState {
  /** What is shared; null while the dialog is closed. */
  readonly sharing: Sharing | null;
  readonly format: FormatId;
  /** The host's name of the report, and how much is in each of the parts that it has. */
  readonly made: Pick<Extract<MadeReport, { ok: true }>, 'id' | 'parts'> | null;
  readonly parts: readonly ReportPart[];
  readonly choices: RedactionChoices;
  readonly rendered: RenderedReport | null;
  /** The calls as a file, in the form that was asked for last. */
  readonly file: (CallFileMade & { readonly form: CallFile }) | null;
  /** True while `rendered`, or `file`, is not what was chosen last. */
  readonly waiting: boolean;
  /** Why there is no report. */
  readonly failure: string | null;
}

export const NO_CHOICES: RedactionChoices = { kept: [], alsoTaken: [], texts: [] };
const USUAL_PARTS: readonly ReportPart[] = ['problems', 'request', 'answer'];

export const useShare = create<ShareState>(() => ({
  sharing: null,
  format: 'markdown',
  made: null,
  parts: USUAL_PARTS,
  choices: NO_CHOICES,
  rendered: null,
  file: null,
  waiting: false,
  failure: null,
}));
