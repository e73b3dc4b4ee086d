import { ChevronDown, FolderOpen, Save } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Send } from '../store/sends.ts';
import { Button } from '../ui/Button.tsx';
import menu from '../ui/Menu.module.css';
import styles from './RecordingMenu.module.css';
import { RECORDED_SAMPLES } from './recorded-samples.ts';
import { openRecordedSample, openRecording, saveRecording } from './recording-files.ts';

/** Saving the shown stream, and opening one: from a file, or one of those that come with the app. */
export function RecordingMenu({ send }: { readonly send: Send | null }) {
  const ended = send !== null && send.status !== 'running';
  return (
    <div className={styles.menu}>
      <SampleMenu />
      <Button small look="quiet" onClick={openRecording}>
        <FolderOpen size={13} aria-hidden /> Open
      </Button>
      <Button small look="quiet" disabled={!ended} onClick={() => send && void saveRecording(send)}>
        <Save size={13} aria-hidden /> Save
      </Button>
    </div>
  );
}

function SampleMenu() {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button small look="quiet">
          Samples <ChevronDown size={12} aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={2} collisionPadding={8}>
          {RECORDED_SAMPLES.map((sample) => (
            <DropdownMenu.Item
              key={sample.id}
              className={menu.item}
              onSelect={() => void openRecordedSample(sample)}
            >
              {sample.title}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
