import { useEffect, useRef } from 'react';
import { show, useView } from '../store/view.ts';
import { useOnceTrue } from '../ui/on-demand.tsx';
import { type Early, NOTHING_EARLY, withKey } from './early.ts';
import { Commands } from './lazy.ts';

/** Every action by name; what is typed before its field is there, the field gets. */
export function Palette() {
  const open = useView((state) => state.palette);
  const wanted = useOnceTrue(open);
  const early = useRef<Early>(NOTHING_EARLY);
  const there = useRef(false);
  useEffect(() => {
    if (!open) return;
    const keep = (event: KeyboardEvent): void => {
      if (there.current) return;
      if (event.key === 'Escape') show({ palette: false });
      const next = withKey(early.current, event);
      if (next === early.current && event.key !== 'Escape') return;
      early.current = event.key === 'Escape' ? NOTHING_EARLY : next;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', keep, true);
    return () => window.removeEventListener('keydown', keep, true);
  }, [open]);
  /** What was pressed so far; from now on the field takes the keys itself. */
  const take = (): Early => {
    const taken = early.current;
    there.current = true;
    early.current = NOTHING_EARLY;
    return taken;
  };
  return wanted ? <Commands take={take} /> : null;
}
