import type { RedactionChoices, Taken } from '../../shared/contract/share.ts';
import { NO_CHOICES } from '../../shared/share/report/redact.ts';
import { timesOf } from '../../shared/share/report/taken-section.ts';
import { oneOf } from './command.ts';

/** Secrets are no choice here: they go. */
const KINDS = ['host', 'account', 'email', 'data', 'message-text', 'tool-description'] as const;

/** `--keep` and `--take` of what leaves Strata. */
export const TAKEN_OPTIONS = {
  keep: { type: 'string', multiple: true, default: [] },
  take: { type: 'string', multiple: true, default: [] },
} as const satisfies Readonly<Record<string, { type: 'string'; multiple: true; default: string[] }>>;

/** What is kept and taken out otherwise than by itself. Throws a usage error for kinds that are not there. */
export const choicesOf = (values: {
  readonly keep: readonly string[];
  readonly take: readonly string[];
}): RedactionChoices => ({
  ...NO_CHOICES,
  kept: values.keep.map((kind) => oneOf('keep', kind, KINDS)),
  alsoTaken: values.take.map((kind) => oneOf('take', kind, KINDS)),
});

/** What was taken out, in one line. */
export function takenText(taken: readonly Taken[]): string {
  const out = taken
    .filter((kind) => timesOf(kind, true) > 0)
    .map((kind) => `${kind.label.toLowerCase()} (${timesOf(kind, true)})`);
  return out.length === 0 ? 'Nothing was taken out.' : `Taken out: ${out.join(', ')}.`;
}
