import { useEffect, useRef, useState } from 'react';

/** A text that is typed, and counts once the field is left. */
interface TypedIn {
  readonly text: string;
  type(text: string): void;
  /** It counts from now on. */
  settle(): void;
}

/**
 * What is typed into a field, which counts with Enter, when the field is left, and when it goes away: a panel that is
 * closed by Escape takes no blur along. A text that changes elsewhere, in a second window, is taken over.
 */
export function useTypedIn(said: string, onSettled: (text: string) => void): TypedIn {
  const [text, setText] = useState(said);
  const settle = (): void => {
    if (text !== said) onSettled(text);
  };
  const last = useRef(settle);
  last.current = settle;
  useEffect(() => setText(said), [said]);
  useEffect(() => () => last.current(), []);
  return { text, type: setText, settle };
}
