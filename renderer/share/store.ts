import { decode } from '../../shared/contract/encoded.ts';
import {
  CALL_FILES,
  type CallFile,
  type RedactionChoices,
  type RenderedReport,
  type ReportForm,
  type ReportPart,
} from '../../shared/contract/share.ts';
import { parseJson } from '../../shared/json/parse.ts';
import { type Written, writtenIn } from '../../shared/share/report/private.ts';
import { SNIPPETS } from '../../shared/share/snippets/index.ts';
import { redactedSnippet } from '../../shared/share/snippets/redacted.ts';
import type { SnippetInput } from '../../shared/share/snippets/snippet.ts';
import { useConnection } from '../store/connection.ts';
import { redactor } from '../store/redactor.ts';
import { type FormatId, NO_CHOICES, type ShareState, useShare } from './state.ts';
import type { Sharing } from './subjects.ts';

/** A text that leaves, and what is taken out of it. */
export type Shared = Pick<RenderedReport, 'text' | 'taken'>;

let making: AbortController | null = null;
let asked = 0;

const isReport = (format: FormatId): format is ReportForm =>
  !format.startsWith('code-') && !format.startsWith('calls-');

/** The kind of file that a form is; null where it is none. */
export const fileOf = (format: FormatId): CallFile | null =>
  CALL_FILES.find((form) => format === `calls-${form}`) ?? null;

/** Asks the host for what is shared in its present form; a later question makes an earlier answer void. */
async function render(): Promise<void> {
  const { format } = useShare.getState();
  const form = fileOf(format);
  await (form ? makeFile(form) : renderReport());
}

async function makeFile(form: CallFile): Promise<void> {
  const { client } = useConnection.getState();
  const { sharing, choices } = useShare.getState();
  if (!client || !sharing) return;
  const question = ++asked;
  useShare.setState({ waiting: true, failure: null });
  const made = await client.share.file({ ids: [...sharing.ids], form, choices: copyOf(choices) });
  if (question !== asked) return;
  if (made) useShare.setState({ file: { ...decode(made), form }, waiting: false });
  else useShare.setState({ failure: 'This call is not in the history: there is nothing to save.' });
}

async function renderReport(): Promise<void> {
  const { client } = useConnection.getState();
  const { made, format, parts, choices } = useShare.getState();
  if (!client || !made || !isReport(format)) return;
  const question = ++asked;
  useShare.setState({ waiting: true });
  const encoded = await client.share.render({
    id: made.id,
    form: format,
    parts: [...parts],
    choices: copyOf(choices),
  });
  if (question !== asked) return;
  if (encoded) useShare.setState({ rendered: decode(encoded), waiting: false });
  else useShare.setState({ failure: 'The host keeps this report no more. Close this and share again.' });
}

const copyOf = ({ kept, alsoTaken, texts }: RedactionChoices) => ({
  kept: [...kept],
  alsoTaken: [...alsoTaken],
  texts: [...texts],
});

const failed = (error: unknown): void =>
  useShare.setState({ failure: error instanceof Error ? error.message : 'The host did not answer.' });

/** Opens the dialog, in a form where one is meant, and lets the host make the report. */
export async function openShare(sharing: Sharing, form?: FormatId): Promise<void> {
  const { client } = useConnection.getState();
  making?.abort();
  const stop = new AbortController();
  making = stop;
  asked++;
  useShare.setState({
    sharing,
    made: null,
    rendered: null,
    file: null,
    waiting: false,
    failure: null,
    choices: NO_CHOICES,
  });
  const { format } = useShare.getState();
  if (form || !isReport(format)) useShare.setState({ format: form ?? 'markdown' });
  if (!client) {
    failed(new Error('The host is away.'));
    return;
  }
  try {
    if (form && fileOf(form)) await render();
    const made = await client.share.make(sharing.subject as never, { signal: stop.signal });
    if (making !== stop) return;
    if (made.ok) {
      useShare.setState({ made });
      if (isReport(useShare.getState().format)) await render();
    } else useShare.setState({ failure: made.problems[0]?.message ?? 'The request cannot be read.' });
  } catch (error) {
    if (making === stop) failed(error);
  }
}

/** Closes the dialog and ends the search for the shortest request. */
export function closeShare(): void {
  making?.abort();
  making = null;
  asked++;
  useShare.setState({ sharing: null, made: null, rendered: null, file: null });
}

function change(part: Partial<Pick<ShareState, 'format' | 'parts' | 'choices'>>): void {
  useShare.setState(part);
  render().catch(failed);
}

export const chooseFormat = (format: FormatId): void => change({ format });

const toggled = <T>(list: readonly T[], item: T, on: boolean): readonly T[] =>
  on ? [...list.filter((one) => one !== item), item] : list.filter((one) => one !== item);

export const choosePart = (part: ReportPart, on: boolean): void =>
  change({ parts: toggled(useShare.getState().parts, part, on) });

/** Takes something out or puts it back: a kind, or one value by its id. */
export function chooseTaken(id: string, out: boolean): void {
  const { choices } = useShare.getState();
  change({
    choices: {
      ...choices,
      kept: toggled(choices.kept, id, !out),
      alsoTaken: toggled(choices.alsoTaken, id, out),
    },
  });
}

/** Takes a text out wherever it stands. */
export function takeOut(text: string): void {
  const { choices } = useShare.getState();
  change({ choices: { ...choices, texts: toggled(choices.texts, text, true) } });
}

/** What a request says, so that it can be taken out; nothing where it is no JSON. */
function writtenOf({ call, outgoing }: SnippetInput): Written {
  try {
    return writtenIn(parseJson(call?.requestText ?? outgoing.bodyText));
  } catch {
    return writtenIn(null);
  }
}

/** What is copied and saved in the present form, as it was chosen last, and what is taken out of it; null while there is none yet. */
export function shared({ format, sharing, rendered, file, waiting, choices }: ShareState): Shared | null {
  if (isReport(format)) return waiting || !rendered ? null : rendered;
  const form = fileOf(format);
  if (form) return waiting || file?.form !== form ? null : { text: file.preview, taken: file.taken };
  const snippet = SNIPPETS.find(({ id }) => format === `code-${id}`);
  const input = sharing?.snippets;
  return snippet && input ? redactedSnippet(snippet, input, writtenOf(input), redactor, choices) : null;
}
