import { FileInput } from 'lucide-react';
import { useLayoutEffect, useState } from 'react';
import type { ChosenFile, FileHandle } from '../store/proxy-files.ts';
import styles from './DropZone.module.css';
import { FIELDS } from './fields.ts';
import { takeFiles, takeText } from './lazy-input.ts';

const holdsInput = (event: DragEvent): boolean =>
  event.dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain') ?? false;

interface HandleItem {
  getAsFileSystemHandle?: () => Promise<Partial<FileHandle> | null>;
}

/** A dropped file with the handle by which its changes can be followed; null where the browser has none. */
async function dropped(item: DataTransferItem): Promise<ChosenFile | null> {
  const file = item.getAsFile();
  try {
    const handle = await (item as HandleItem).getAsFileSystemHandle?.();
    return file && { file, handle: handle && 'getFile' in handle ? (handle as FileHandle) : null };
  } catch {
    return file && { file, handle: null };
  }
}

/** Before the editors: they would take a file as text to insert. */
const CAPTURE = true;

/** Takes a file or text that is dropped anywhere in the window as the request. */
export function DropZone() {
  const [over, setOver] = useState(false);
  // Before the window is seen: what is dropped at once is taken, too.
  useLayoutEffect(() => {
    let depth = 0;
    const change = (by: number): void => {
      depth = Math.max(0, depth + by);
      setOver(depth > 0);
    };
    const enter = (event: DragEvent): void => {
      if (holdsInput(event)) change(1);
    };
    const leave = (event: DragEvent): void => {
      if (holdsInput(event)) change(-1);
    };
    const hover = (event: DragEvent): void => {
      if (holdsInput(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      change(-depth);
      if (!holdsInput(event) || !event.dataTransfer) return;
      const files = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file');
      const inEditor = event.target instanceof Element && event.target.closest(`${FIELDS}, .cm-editor`);
      if (files.length === 0 && inEditor) return;
      event.preventDefault();
      event.stopPropagation();
      if (files.length > 0)
        // All are asked for at once: after the event the items are gone.
        void Promise.all(files.map(dropped)).then((all) => takeFiles(all.filter((one) => one !== null)));
      else void takeText(event.dataTransfer.getData('text/plain'), 'Took the dropped text');
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const;
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(name as 'drop', listener, CAPTURE);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name as 'drop', listener, CAPTURE);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={styles.zone}>
      <p>
        <FileInput size={22} aria-hidden />
        Drop to inspect this request
      </p>
    </div>
  );
}
