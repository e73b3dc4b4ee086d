import type { RecordedFrame, Recording } from '../recording/recording.ts';
import { remembered } from '../text/remembered.ts';
import { FrameRedactor } from './frame-redactor.ts';
import type { Redactor } from './redactor.ts';

/**
 * A frame says more than its content: names in its headers, members around an invoke chunk, what stands in a damaged one.
 * Where a secret is left in the bytes of a frame, they are not kept. `nameOf` takes secrets out of a header.
 */
function withoutHidden(
  redactor: Redactor,
  frame: RecordedFrame,
  nameOf: (name: string) => string,
): RecordedFrame {
  const [eventType, messageType] = [nameOf(frame.eventType), nameOf(frame.messageType)];
  // One sign a byte: what is no ASCII does not matter to keys and tokens.
  const isClean = redactor.find(atob(frame.bytes)).length === 0;
  return isClean && eventType === frame.eventType && messageType === frame.messageType
    ? frame
    : { ...frame, eventType, messageType, bytes: isClean ? frame.bytes : '' };
}

/** The frames of one answer without the secrets in them (see `FrameRedactor`). `findings`: how many were taken out. */
export function redactFrames(
  redactor: Redactor,
  frames: readonly RecordedFrame[],
): { readonly frames: readonly RecordedFrame[]; readonly findings: number } {
  const own = new FrameRedactor(redactor);
  const told = [...frames.flatMap((frame) => own.push(frame)), ...own.end()];
  const nameOf = remembered((name: string) => redactor.text(name).text);
  const clean = told.map((frame) => withoutHidden(redactor, frame, nameOf));
  const hidden = clean.filter((frame, i) => frame !== told[i]).length;
  return { frames: clean, findings: own.findings + hidden };
}

/** A recording without the secrets in its frames. */
export function redactRecording(
  redactor: Redactor,
  recording: Recording,
): { readonly recording: Recording; readonly findings: number } {
  const { frames, findings } = redactFrames(redactor, recording.frames);
  return { recording: { ...recording, frames }, findings };
}
