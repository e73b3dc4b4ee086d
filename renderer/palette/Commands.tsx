import { Command as Cmdk } from 'cmdk';
import { Dialog as Radix, VisuallyHidden } from 'radix-ui';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { show, useView } from '../store/view.ts';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './Commands.module.css';
import { type Early, LIST_KEYS } from './early.ts';
import { Offers } from './lazy-offers.ts';
import { matchScore } from './match.ts';

interface CommandsProps {
  /** Hands over what was pressed before the field was there. */
  readonly take: () => Early;
}

/** The dialog of the palette. */
export function Commands({ take }: CommandsProps) {
  const open = useView((state) => state.palette);
  return (
    <Dialog
      open={open}
      onOpenChange={(palette) => show({ palette })}
      className={styles.dialog}
      aria-describedby={undefined}
    >
      <VisuallyHidden.Root>
        <Radix.Title>Commands</Radix.Title>
      </VisuallyHidden.Root>
      <Search take={take} />
    </Dialog>
  );
}

/** The field is there at once and takes what is typed; keys for a list that still loads are pressed again when it is there. */
function Search({ take }: CommandsProps) {
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const early = useRef<string[] | null>([]);
  useEffect(() => {
    const { text, keys } = take();
    // Focused by the dialog, the field would be selected whole, and the next letter would take the place of the others.
    field.current?.focus();
    if (text !== '') setQuery(text);
    early.current?.push(...keys);
  }, [take]);
  const keep = (event: KeyboardEvent): void => {
    if (!early.current || !LIST_KEYS.has(event.key)) return;
    early.current.push(event.key);
    // Handled once: when it is pressed again.
    event.preventDefault();
    event.stopPropagation();
  };
  const pressAgain = (): void => {
    const keys = early.current ?? [];
    early.current = null;
    for (const key of keys)
      field.current?.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }));
  };
  return (
    <Cmdk label="Commands" loop disablePointerSelection filter={matchScore} onKeyDownCapture={keep}>
      <Cmdk.Input
        ref={field}
        className={styles.input}
        placeholder="Type a command, a request, a model"
        value={query}
        onValueChange={setQuery}
      />
      <Cmdk.List className={styles.list}>
        <Offers query={query} onReady={pressAgain} />
      </Cmdk.List>
    </Cmdk>
  );
}
