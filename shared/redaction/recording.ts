import type { RecordedFrame, Recording } from '../recording/recording.ts';
import { FrameRedactor } from './frame-redactor.ts';
import type { Redactor } from './redactor.ts';

/** The frames of one answer without the secrets in them (see `FrameRedactor`). `findings`: how many were taken out. */
export function redactFrames(
  redactor: Redactor,
  frames: readonly RecordedFrame[],
): { readonly frames: readonly RecordedFrame[]; readonly findings: number } {
  const own = new FrameRedactor(redactor);
  const told = frames.flatMap((frame) => own.push(frame));
  return { frames: [...told, ...own.end()], findings: own.findings };
}

/** A recording without the secrets in its frames. */
export function redactRecording(
  redactor: Redactor,
  recording: Recording,
): { readonly recording: Recording; readonly findings: number } {
  const { frames, findings } = redactFrames(redactor, recording.frames);
  return { recording: { ...recording, frames }, findings };
}
