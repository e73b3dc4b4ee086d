import { lazy, Suspense } from 'react';

const View = lazy(async () => ({ default: (await import('./LiveView.tsx')).LiveView }));

/** The traffic of running programs, in a chunk of its own that is loaded when it is first shown. */
export function LiveView() {
  return (
    <Suspense fallback={null}>
      <View />
    </Suspense>
  );
}
