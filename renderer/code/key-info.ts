import type { KeyWord } from '../../shared/contract/vocabulary.ts';
import { targetText } from '../incoming/describe.ts';
import { shown } from '../ui/shown.ts';

function line(className: string, text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = shown(text);
  return element;
}

/** What is known of a key, to stand beside a list or over the text. */
export function keyInfo({ key, fate, to, words, source }: KeyWord): HTMLElement {
  const box = document.createElement('div');
  box.className = 'cm-key-info';
  box.append(line('cm-key-name', fate === null ? key : `${key}: ${fate}${to ? ` → ${targetText(to)}` : ''}`));
  if (words !== '') box.append(line('cm-key-words', words));
  if (source !== '') box.append(line('cm-key-source', source));
  return box;
}
