import { decode, type Encoded } from '../../shared/contract/encoded.ts';
import type { CallFile, CallFileMade, RedactionChoices } from '../../shared/contract/share.ts';
import { NO_CHOICES } from '../../shared/share/report/redact.ts';
import type { History } from '../history/history.ts';
import { asClient } from '../history/testing.ts';
import type { Job } from '../inspector/work/job.ts';
import { callFile } from './call-file.ts';
import { fileApart } from './file-apart.ts';

/** What crosses to another thread and back is copied as it is there. */
const work = {
  one: async (job: Job): Promise<string> =>
    job.kind === 'call-file' ? JSON.stringify(await callFile(structuredClone(job.input))) : '',
};

/** Calls of a history as a file, as the window gets it; null where none is kept. */
export async function fileOf(
  history: History,
  ids: readonly string[],
  form: CallFile,
  choices: Partial<RedactionChoices> = {},
): Promise<CallFileMade | null> {
  const how = { ids, form, choices: { ...NO_CHOICES, ...choices }, version: '1' };
  const made: Encoded<CallFileMade> | null = await fileApart(
    asClient(history),
    work,
    how,
    new AbortController().signal,
  );
  return made && decode(made);
}
