import type { EditedText } from '../../shared/contract/inspect-session.ts';
import type { SessionTexts } from './session-texts.ts';
import type { Workshop } from './work/workshop.ts';

const NEVER = new AbortController().signal;

/**
 * Takes the secrets out of a draft's text on a thread: on the one that remembers the text before a change, or, where that has
 * ended, on any, with the text as `texts` knows it.
 *
 * @returns the text without its secrets; null where it is told by another that nobody knows any more
 */
export const draftRedactor =
  (work: Pick<Workshop, 'one'>, texts: SessionTexts) =>
  async (text: string | EditedText): Promise<string | null> => {
    const known = typeof text === 'string' ? null : texts.text(text);
    const redacted = async (given: string | EditedText) =>
      JSON.parse(await work.one({ kind: 'redact', text: given }, NEVER)) as string | null;
    if (known === null) return redacted(text);
    return (await redacted(text).catch(() => null)) ?? redacted(known);
  };
