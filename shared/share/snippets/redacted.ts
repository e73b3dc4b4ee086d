import type { RedactionChoices, Taken } from '../../contract/share.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import type { Written } from '../report/private.ts';
import { ReportRedaction } from '../report/redact.ts';
import { takenLines } from '../report/taken-section.ts';
import type { Snippet, SnippetInput } from './snippet.ts';

/** What a line of remarks begins with; JSON has none. */
const REMARK: Readonly<Record<Snippet['language'], string | null>> = {
  json: null,
  shell: '#',
  python: '#',
  yaml: '#',
  javascript: '//',
};

/** Code as it leaves: without what is to be taken out, which its first lines tell where that is anything. */
export function redactedSnippet(
  snippet: Snippet,
  input: SnippetInput,
  written: Written,
  redactor: Redactor,
  choices: RedactionChoices,
): { readonly text: string; readonly taken: readonly Taken[] } {
  // Without its pictures a call is another one: they go where somebody says so.
  const kept = choices.alsoTaken.includes('data') ? choices.kept : [...choices.kept, 'data'];
  const redaction = new ReportRedaction(redactor, written, { ...choices, kept });
  const text = redaction.text(snippet.write(input), snippet.label);
  const taken = redaction.taken();
  const remark = REMARK[snippet.language];
  const told = taken.some(({ values }) => values.some((value) => value.taken));
  const lines = remark === null || !told ? [] : takenLines(taken).map((line) => `${remark} ${line}`);
  return { text: [...lines, text].join('\n'), taken };
}
