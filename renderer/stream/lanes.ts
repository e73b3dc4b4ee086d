import type { Delta, RecordedFrame } from '../../shared/recording/recording.ts';
import { shown } from '../ui/shown.ts';

export type LaneKind = 'text' | 'reasoning' | 'tool';

/** A piece of text that a frame adds to a lane. */
export interface Piece {
  /** Lanes are told apart by content block and kind. */
  readonly lane: string;
  readonly kind: LaneKind;
  readonly text: string;
  /** The tool's name where this piece opens a tool lane. */
  readonly opens: string | null;
}

function pieceOf(delta: Delta): Piece | null {
  switch (delta.kind) {
    case 'text':
      return { lane: `text ${delta.block}`, kind: 'text', text: delta.text, opens: null };
    case 'reasoning':
      return { lane: `reasoning ${delta.block}`, kind: 'reasoning', text: delta.text, opens: null };
    case 'tool-start':
      return { lane: `tool ${delta.block}`, kind: 'tool', text: '', opens: delta.name };
    case 'tool-input':
      return { lane: `tool ${delta.block}`, kind: 'tool', text: delta.text, opens: null };
    default:
      return null;
  }
}

/** What a frame shows to a reader, lane by lane. */
export function piecesOf(frame: RecordedFrame): readonly Piece[] {
  return frame.deltas.flatMap((delta) => pieceOf(delta) ?? []);
}

/** True where a reader sees something new with this frame. */
export const isShown = (frame: RecordedFrame): boolean =>
  frame.deltas.some(({ kind }) => kind === 'text' || kind === 'reasoning' || kind === 'tool-input');

/** A frame's content in a few words, for the table. */
export function summaryOf(frame: RecordedFrame): string {
  return shown(frame.deltas.map(describeDelta).join(' ') || frame.eventType);
}

function describeDelta(delta: Delta): string {
  switch (delta.kind) {
    case 'text':
      return `text ${JSON.stringify(delta.text)}`;
    case 'reasoning':
      return `reasoning ${JSON.stringify(delta.text)}`;
    case 'tool-start':
      return `tool call ${delta.name}`;
    case 'tool-input':
      return `tool input ${JSON.stringify(delta.text)}`;
    case 'start':
      return 'message start';
    case 'block-start':
      return `block ${delta.block} start`;
    case 'block-stop':
      return `block ${delta.block} stop`;
    case 'stop':
      return `stop: ${delta.reason}`;
    case 'usage':
      return 'usage';
    case 'exception':
      return `${delta.type}: ${delta.message}`;
    case 'other':
      return delta.label;
  }
}
