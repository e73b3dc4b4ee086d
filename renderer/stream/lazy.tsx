import { lazy, Suspense } from 'react';

const Lab = lazy(async () => ({ default: (await import('./StreamLab.tsx')).StreamLab }));

/** The stream lab with its charts, in a chunk of its own that is loaded when it is first shown. */
export function StreamLab() {
  return (
    <Suspense fallback={null}>
      <Lab />
    </Suspense>
  );
}
