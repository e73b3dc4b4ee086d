import type { ChosenFile } from '../store/proxy-files.ts';
import { sinceNow } from '../store/since-then.ts';
import { later } from '../ui/on-demand.tsx';

const input = later(() => import('./take-input.ts'));

/** `takeText` of `take-input.ts`, which is loaded apart. */
export async function takeText(text: string, label: string): Promise<void> {
  const since = sinceNow();
  (await input()).takeText(text, label, since);
}

/** `takeFiles` of `take-input.ts`. */
export async function takeFiles(chosen: readonly ChosenFile[]): Promise<void> {
  const since = sinceNow();
  await (await input()).takeFiles(chosen, since);
}

const deskFile = later(() => import('./take-desk-file.ts'));

/** Shows a file that was opened with Strata. */
export const takeDeskFile = async (name: string, text: string): Promise<void> =>
  (await deskFile()).takeDeskFile(name, text);
