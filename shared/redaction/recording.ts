import { fromBase64 } from '../bytes/base64.ts';
import type { RecordedFrame, Recording } from '../recording/recording.ts';
import { FrameRedactor } from './frame-redactor.ts';
import type { Redactor } from './redactor.ts';

/** Bytes as text: what is no ASCII does not matter to keys and tokens. */
const latin1 = new TextDecoder('latin1');

/**
 * A frame says more than its content: names in its headers, members around an invoke chunk, what stands in a damaged one.
 * Where a secret is left in the bytes of a frame, they are not kept.
 */
function withoutHidden(redactor: Redactor, frame: RecordedFrame): RecordedFrame {
  const [eventType, messageType] = [
    redactor.text(frame.eventType).text,
    redactor.text(frame.messageType).text,
  ];
  const written = latin1.decode(fromBase64(frame.bytes));
  const isClean = redactor.find(written).length === 0;
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
  const clean = told.map((frame) => withoutHidden(redactor, frame));
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
