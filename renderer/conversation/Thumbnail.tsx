import { Image } from 'lucide-react';
import type { MediaPart } from '../../shared/conversation/conversation.ts';
import { pictureUrl } from '../lines/string-size.ts';
import styles from './ConversationTab.module.css';
import { useRequestValue } from './values.ts';

/** A picture of the request, small. One that is fetched from elsewhere is never fetched here. */
export function Thumbnail({ part }: { readonly part: MediaPart }) {
  const value = useRequestValue(part.pointer);
  const url = typeof value === 'string' ? pictureUrl(value) : null;
  return url ? <img src={url} alt="" className={styles.thumbnail} /> : <Image size={11} aria-hidden />;
}
