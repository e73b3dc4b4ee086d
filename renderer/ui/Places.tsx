import { type Pointer, pathOf } from '../../shared/json/pointer.ts';
import { cx } from './cx.ts';
import styles from './Places.module.css';
import { shown } from './shown.ts';

interface PlacesProps<Place> {
  /** Each is listed once. */
  readonly places: readonly Place[];
  /** So many are listed before the rest is counted. */
  readonly most: number;
  readonly onGo: (place: Place) => void;
  readonly className?: string | undefined;
  /** Words before the places, and after them. */
  readonly lead?: string;
  readonly tail?: string;
}

/** Places of a request or a body, each of which is gone to by a click. */
export function Places<Place extends { readonly pointer: Pointer }>(props: PlacesProps<Place>) {
  const { places, most, onGo, className, lead, tail } = props;
  const distinct = [...new Map(places.map((place) => [place.pointer, place])).values()];
  return (
    <div className={cx(styles.places, className)}>
      {lead && <span>{lead}</span>}
      {distinct.slice(0, most).map((place) => (
        <button key={place.pointer} type="button" onClick={() => onGo(place)}>
          {shown(pathOf(place.pointer)) || 'body'}
        </button>
      ))}
      {distinct.length > most && <span>and {distinct.length - most} more</span>}
      {tail && <span>{tail}</span>}
    </div>
  );
}
