import {
  Code2,
  FileArchive,
  FileJson2,
  FileText,
  Globe,
  Image,
  type LucideIcon,
  Terminal,
} from 'lucide-react';
import { SNIPPETS } from '../../shared/share/snippets/index.ts';
import type { Snippet, SnippetInput } from '../../shared/share/snippets/snippet.ts';
import type { FormatId } from './state.ts';

export interface Format {
  readonly id: FormatId;
  readonly label: string;
  readonly note: string;
  readonly ending: string;
  readonly type: string;
  readonly Icon: LucideIcon;
}

export const REPORTS: readonly Format[] = [
  {
    id: 'markdown',
    label: 'Markdown report',
    note: 'For an issue, a chat or a pull request',
    ending: 'md',
    type: 'text/markdown',
    Icon: FileText,
  },
  {
    id: 'html',
    label: 'HTML page',
    note: 'With pictures; opens anywhere, without network',
    ending: 'html',
    type: 'text/html',
    Icon: Globe,
  },
  {
    id: 'picture',
    label: 'Picture',
    note: 'The difference and the stream',
    ending: 'svg',
    type: 'image/svg+xml',
    Icon: Image,
  },
];

/** Calls with their streams, as files. */
export const CALLS: readonly Format[] = [
  {
    id: 'calls-strata',
    label: 'Strata file',
    note: 'The calls with their streams; opens here again',
    ending: 'strata',
    type: 'application/gzip',
    Icon: FileArchive,
  },
  {
    id: 'calls-har',
    label: 'HAR',
    note: 'For browsers and other inspectors',
    ending: 'har',
    type: 'application/json',
    Icon: FileJson2,
  },
  {
    id: 'calls-html',
    label: 'Page of the calls',
    note: 'Bodies, answers and frames, without network',
    ending: 'html',
    type: 'text/html',
    Icon: Globe,
  },
];

const TYPES: Readonly<Record<Snippet['language'], string>> = {
  json: 'application/json',
  shell: 'text/x-shellscript',
  python: 'text/x-python',
  javascript: 'text/javascript',
  yaml: 'application/yaml',
};

const formatOf = ({ id, label, note, ending, language }: Snippet): Format => ({
  id: `code-${id}`,
  label,
  note,
  ending,
  type: TYPES[language],
  Icon: language === 'shell' ? Terminal : Code2,
});

/** Code that makes the call again. */
export const codeFormats = (input: SnippetInput | null): readonly Format[] =>
  input ? SNIPPETS.filter(({ fits }) => fits(input)).map(formatOf) : [];
