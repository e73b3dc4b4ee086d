import type { InstalledRelease } from '../../shared/contract/installed.ts';
import { chooseAnotherPython, showInstalled } from '../store/installed.ts';

/** What an installed LiteLLM is called. */
export const installedLabel = ({ version }: InstalledRelease): string => `LiteLLM ${version}, installed here`;

/** A row of the list that is no release of Strata's own. */
export interface OtherChoice {
  /** Names an installed LiteLLM to the host. */
  readonly installed?: string;
  readonly label: string;
  readonly note: string;
  readonly pick: () => void;
}

/** The LiteLLMs of this machine, and the way to name another one, where what was typed does not look for something else. */
export function installedChoices(
  query: string,
  found: readonly InstalledRelease[],
  canChoose: boolean,
  problem: string | null,
): { readonly here: readonly OtherChoice[]; readonly another: readonly OtherChoice[] } {
  const rows = found.map(
    (one): OtherChoice => ({
      installed: one.id,
      label: installedLabel(one),
      note: `Run itself, with the network closed · ${one.python} (${one.from})`,
      pick: () => showInstalled(one),
    }),
  );
  const another = {
    label: 'Another Python on this machine …',
    note: problem ?? 'Runs the LiteLLM of a virtual environment beside the model of its version',
    pick: chooseAnotherPython,
  };
  const text = query.trim().toLowerCase();
  const fits = ({ label }: OtherChoice): boolean => label.toLowerCase().includes(text);
  return { here: rows.filter(fits), another: canChoose && fits(another) ? [another] : [] };
}
