import type { ChosenFile } from '../store/proxy-files.ts';
import { later } from '../ui/on-demand.tsx';

const input = later(() => import('./take-input.ts'));

/** `takeText` of `take-input.ts`, which is loaded apart. */
export const takeText = async (text: string, label: string): Promise<void> =>
  (await input()).takeText(text, label);

/** `takeFiles` of `take-input.ts`. */
export const takeFiles = async (chosen: readonly ChosenFile[]): Promise<void> =>
  (await input()).takeFiles(chosen);

const deskFile = later(() => import('./take-desk-file.ts'));

/** Shows a file that was opened with Strata. */
export const takeDeskFile = async (name: string, text: string): Promise<void> =>
  (await deskFile()).takeDeskFile(name, text);
