import { lazy, Suspense } from 'react';

const Pane = lazy(async () => ({ default: (await import('./ComparePane.tsx')).ComparePane }));

/** The comparison, in a chunk of its own that is loaded when it is first shown. */
export function ComparePane() {
  return (
    <Suspense fallback={null}>
      <Pane />
    </Suspense>
  );
}
