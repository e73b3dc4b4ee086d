import { syntaxTree } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import type { KeyWord } from '../../shared/contract/vocabulary.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { keyInfo } from './key-info.ts';
import { pointerAt } from './tree-pointer.ts';

/** Tells of a key under the mouse; null where nothing is known of it. */
export const keyHover = (tell: (pointer: Pointer) => Promise<KeyWord | null>): Extension =>
  hoverTooltip(
    async ({ state }, offset, side) => {
      const node = syntaxTree(state).resolveInner(offset, side);
      const pointer = node.name === 'PropertyName' ? pointerAt(state, node.to) : null;
      const word = pointer === null ? null : await tell(pointer);
      return word && { pos: node.from, end: node.to, create: () => ({ dom: keyInfo(word) }) };
    },
    { hoverTime: 350 },
  );
