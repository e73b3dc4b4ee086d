import { stepHere } from '../app/step-here.ts';
import { show } from '../store/view.ts';
import type { Command } from './command.ts';

/** What a menu bar has besides: the palette itself, and steps that depend on where the caret is. */
export const MENU: readonly Command[] = [
  { id: 'palette', group: 'Menu', label: 'All commands', run: () => show({ palette: true }) },
  { id: 'step-back', group: 'Menu', label: 'Undo', run: () => stepHere(-1) },
  { id: 'step-again', group: 'Menu', label: 'Redo', run: () => stepHere(1) },
];
