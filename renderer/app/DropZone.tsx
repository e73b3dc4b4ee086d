import { FileInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { FileHandle } from '../store/proxy.ts';
import styles from './DropZone.module.css';
import { takeFile, takeFiles, takeText } from './take-input.ts';

const holdsInput = (event: DragEvent): boolean =>
  event.dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain') ?? false;

interface HandleItem {
  getAsFileSystemHandle?: () => Promise<Partial<FileHandle> | null>;
}

/** The handle of a dropped file, by which its changes can be followed; null where the browser has none. */
async function dropped(item: DataTransferItem | undefined): Promise<FileHandle | null> {
  try {
    const handle = await (item as HandleItem | undefined)?.getAsFileSystemHandle?.();
    return handle && 'getFile' in handle ? (handle as FileHandle) : null;
  } catch {
    return null;
  }
}

/** Before the editors: they would take a file as text to insert. */
const CAPTURE = true;

/** Takes a file or text that is dropped anywhere in the window as the request. */
export function DropZone() {
  const [over, setOver] = useState(false);
  useEffect(() => {
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
      const files = [...event.dataTransfer.files];
      const [file] = files;
      const inEditor = event.target instanceof Element && event.target.closest('.cm-editor, textarea, input');
      if (!file && inEditor) return;
      event.preventDefault();
      event.stopPropagation();
      if (files.length > 1) void takeFiles(files);
      else if (file) void dropped(event.dataTransfer.items[0]).then((handle) => takeFile(file, handle));
      else takeText(event.dataTransfer.getData('text/plain'), 'Took the dropped text');
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
