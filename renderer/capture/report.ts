import { explainRelease } from '../../shared/capture/release-of.ts';
import { redactor } from '../store/redactor.ts';
import { saveFile } from '../ui/save-file.ts';
import type { Opened } from './opened.ts';

/** An exchange as a case to be reported: everything that is shown of it, redacted once more. */
export function reportOf({ exchange, client, inspection }: Opened, savedAt: string): string {
  const { row, requestHeaders, responseHeaders, requestText, responseText, frames, matches } = exchange;
  const { alterations, failure } = exchange;
  const verdict = inspection?.kind === 'inspected' ? (inspection.views[0]?.verdict ?? null) : null;
  const value = {
    kind: 'strata-case',
    version: 1,
    savedAt,
    operation: row.operation,
    model: row.model,
    program: row.program,
    path: row.path,
    request: { headers: requestHeaders, body: requestText },
    alterations,
    answer: {
      status: row.status,
      error: row.error,
      headers: responseHeaders,
      body: responseText,
      frames: frames.map(({ eventType, arrivalMs, content }) => ({ eventType, arrivalMs, content })),
      failure,
    },
    predicted: verdict && { kind: verdict.kind, status: verdict.status, message: verdict.message },
    release: matches.length === 0 ? null : { sentence: explainRelease(matches), matches },
    client: client && { path: client.row.path, body: client.requestText },
  };
  return redactor.text(JSON.stringify(value, null, 2)).text;
}

/** Offers the case as a file to save. */
export function saveReport(opened: Opened): void {
  const text = reportOf(opened, new Date().toISOString());
  saveFile(`strata-case-${opened.exchange.row.id}.json`, 'application/json', text);
}
