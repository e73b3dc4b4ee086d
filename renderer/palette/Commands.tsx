import { Command as Cmdk } from 'cmdk';
import { Dialog as Radix, VisuallyHidden } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { show, useView } from '../store/view.ts';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './Commands.module.css';
import { Offers } from './lazy-offers.ts';
import { matchScore } from './match.ts';
import { fieldIsThere, listIsThere, nothingIsThere } from './waiting.ts';

/** The dialog of the palette. */
export function Commands() {
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
      <Search />
    </Dialog>
  );
}

/** The field is there at once and takes what is typed; keys that waited for the list are pressed again when it is there. */
function Search() {
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const text = fieldIsThere();
    // Focused by the dialog, the field would be selected whole, and the next letter would take the place of the others.
    field.current?.focus();
    if (text !== '') setQuery(text);
    return nothingIsThere;
  }, []);
  const pressAgain = (): void => {
    for (const pressed of listIsThere()) {
      // The choice of an entry closes the palette: what was pressed after it was meant for the window.
      const taker = useView.getState().palette ? field.current : window;
      taker?.dispatchEvent(
        new window.KeyboardEvent('keydown', { ...pressed, bubbles: true, cancelable: true }),
      );
    }
  };
  return (
    <Cmdk label="Commands" loop disablePointerSelection filter={matchScore}>
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
