import { create } from 'zustand';
import type { Pointer } from '../../shared/json/pointer.ts';
import { show } from './view.ts';

/** What the user points at: a value of the incoming request or of the outgoing body. */
export type Pointed =
  | { readonly side: 'incoming'; readonly pointer: Pointer }
  | { readonly side: 'outgoing'; readonly pointer: Pointer };

interface LinkState {
  readonly pointed: Pointed | null;
  /** Where the user wants to go; each new `call` goes there again. */
  readonly goal: (Pointed & { readonly call: number }) | null;
}

export const useLink = create<LinkState>(() => ({ pointed: null, goal: null }));

/** Lights up where a value went or came from; null puts the light out. */
export function pointAt(pointed: Pointed | null): void {
  const now = useLink.getState().pointed;
  if (now?.side === pointed?.side && now?.pointer === pointed?.pointer) return;
  useLink.setState({ pointed });
}

/** Brings a value into view on both sides. */
export const goTo = (pointed: Pointed): void =>
  useLink.setState(({ goal }) => ({ pointed, goal: { ...pointed, call: (goal?.call ?? 0) + 1 } }));

/** The same where only one pane has room, which is then the one that has the value. */
export function showPlace(pointed: Pointed): void {
  show({ narrowPane: pointed.side });
  goTo(pointed);
}
