import type { Read } from '../../shared/eventstream/frame.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { askForBeat } from './pulse.ts';
import { type LiveRecording, RecordingShelf } from './recordings.ts';
import { type Send, useSends } from './sends.ts';

/** Recordings of so many sends are kept; older sends keep their outcome only. */
const KEPT_SENDS = 40;

const shelf = new RecordingShelf((id, earlier) => changeSend(id, { earlier }));

/** The stream of a send; empty where there is none. */
export const recordingOf = (id: number | null): LiveRecording => shelf.get(id);

let lastHeardMs = 0;

/** When the running send last heard of the other side, on the page's performance clock, milliseconds. */
export const heardAt = (): number => lastHeardMs;

/** Something came for the running send. */
export function hear(): void {
  lastHeardMs = performance.now();
}

let lastId = 0;

/** A number for a new send, unique in this session. */
export const nextSendId = (): number => ++lastId;

/** Puts a new send on top and shows it. */
export function addSend(send: Send): void {
  shelf.open(send.id);
  useSends.setState((state) => {
    const sends = [send, ...state.sends].slice(0, KEPT_SENDS);
    shelf.keepOnly(new Set(sends.map(({ id }) => id)));
    return { sends, shown: send.id };
  });
}

export function changeSend(id: number, change: Partial<Send>): void {
  useSends.setState((state) => ({
    sends: state.sends.map((send) => (send.id === id ? { ...send, ...change } : send)),
  }));
}

/** This window lagged behind by so much, once more. */
export function addLag(id: number, frames: number, bytes: number): void {
  const before = useSends.getState().sends.find((send) => send.id === id)?.lagged;
  changeSend(id, { lagged: { frames: (before?.frames ?? 0) + frames, bytes: (before?.bytes ?? 0) + bytes } });
}

/** Appends to the stream of a send; whoever draws it is told soon, in step with the screen. */
export function appendFrames(id: number, frames: readonly RecordedFrame[], reads: readonly Read[]): void {
  shelf.append(id, frames, reads);
  askForBeat();
}

/** UTF-16 units of a body that is kept, and of those of all sends together. */
const LONGEST_BODY = 16_000_000;
const ALL_BODIES = 48_000_000;

/** Keeps the body of an answer; of an endless one its beginning, and older ones give way to it. */
export function keepBody(id: number, text: string): void {
  const cut = text.length - LONGEST_BODY;
  const body = cut > 0 ? `${text.slice(0, LONGEST_BODY)}\n… ${cut} more characters are not kept.` : text;
  changeSend(id, { body });
  let room = ALL_BODIES;
  useSends.setState((state) => ({
    sends: state.sends.map((send) => {
      room -= send.body?.length ?? 0;
      return room >= 0 || send.id === id || send.body === null
        ? send
        : { ...send, body: 'This body gave way to newer ones.' };
    }),
  }));
}
