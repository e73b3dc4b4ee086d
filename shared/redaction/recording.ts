import type { Recording } from '../recording/recording.ts';
import { FrameRedactor } from './frame-redactor.ts';
import type { Redactor } from './redactor.ts';

/**
 * A recording without the secrets in its frames (see `FrameRedactor`). `findings`: how many were taken out.
 */
export function redactRecording(
  redactor: Redactor,
  recording: Recording,
): { readonly recording: Recording; readonly findings: number } {
  const own = new FrameRedactor(redactor);
  const frames = recording.frames.flatMap((frame) => own.push(frame));
  frames.push(...own.end());
  return { recording: { ...recording, frames }, findings: own.findings };
}
