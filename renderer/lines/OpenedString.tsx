import { Copy } from 'lucide-react';
import { copyText } from '../store/notices.ts';
import { Button } from '../ui/Button.tsx';
import { shown } from '../ui/shown.ts';
import { bytes } from '../ui/units.ts';
import styles from './lines.module.css';
import { pictureUrl, sizeWords } from './string-size.ts';

/** So much of a string is put on the screen, UTF-16 units. */
const LONGEST = 20_000;
/** Of media only the beginning says anything. */
const LONGEST_MEDIA = 300;

/** The words of a JSON string with its line breaks as line breaks; as written where that cannot be told. */
function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

/** A long string, opened: its words with their line breaks, or the picture that it is. */
export function OpenedString({ text, indent }: { readonly text: string; readonly indent: number }) {
  const picture = pictureUrl(text);
  const kept = picture ? LONGEST_MEDIA : LONGEST;
  const words = unescaped(text);
  const rest = words.length - kept;
  return (
    <div className={styles.opened} style={{ marginLeft: `${indent}ch` }}>
      {picture && <img src={picture} alt={sizeWords(text)} className={styles.picture} />}
      <p>{shown(words.slice(0, kept))}</p>
      <p className={styles.openedFoot}>
        {rest > 0 ? `… ${bytes(rest)} more. ` : ''}
        <Button small look="quiet" onClick={() => void copyText(words, 'String')}>
          <Copy size={12} aria-hidden /> Copy all of it
        </Button>
      </p>
    </div>
  );
}
