import { FolderOpen, Save } from 'lucide-react';
import type { Send } from '../store/sends.ts';
import { Button } from '../ui/Button.tsx';
import { openRecording, saveRecording } from './recording-files.ts';

/** Saving the shown stream, and opening one. */
export function RecordingMenu({ send }: { readonly send: Send | null }) {
  const ended = send !== null && send.status !== 'running';
  return (
    <div>
      <Button small look="quiet" onClick={openRecording}>
        <FolderOpen size={13} aria-hidden /> Open
      </Button>
      <Button small look="quiet" disabled={!ended} onClick={() => send && void saveRecording(send)}>
        <Save size={13} aria-hidden /> Save
      </Button>
    </div>
  );
}
