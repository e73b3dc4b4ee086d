import type { Encoded } from '../../shared/contract/encoded.ts';
import type { InstalledAnswer } from '../../shared/contract/installed.ts';
import type { AskingResult, InstalledInput } from '../installed/ask.ts';
import type { Services } from './services.ts';

export type InstalledQuestion = Omit<InstalledInput, 'version'> & { readonly id: string };

const notAsked = (why: string): Encoded<InstalledAnswer> => ({
  json: JSON.stringify({ kind: 'not-asked', why } satisfies InstalledAnswer),
});

/** Lets a LiteLLM of this machine make the typed call, and holds what it sends against Strata's model of that version. */
export async function askInstalled(
  { id, ...asked }: InstalledQuestion,
  { work, proxy, installed }: Pick<Services, 'work' | 'proxy' | 'installed'>,
  signal: AbortSignal,
): Promise<Encoded<InstalledAnswer>> {
  const python = await installed.python(id);
  if (!python) return notAsked('This Python is not known any more.');
  const input = { ...asked, version: python.version };
  const config = proxy.source();
  const made = await work.one({ kind: 'installed-call', input, config }, signal);
  const result = JSON.parse(made) as AskingResult;
  if (!result.ok) return notAsked(result.why);
  try {
    const outcome = await installed.ask(id, result.asking.call);
    return {
      json: await work.one({ kind: 'installed-answer', input, config, outcome, python: python.path }, signal),
    };
  } catch (error) {
    return notAsked(error instanceof Error ? error.message : String(error));
  }
}
