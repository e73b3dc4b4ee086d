import { lazy, Suspense } from 'react';

const View = lazy(async () => ({ default: (await import('./AuditView.tsx')).AuditView }));

/** The audit, in a chunk of its own that is loaded when it is first shown. */
export function AuditView() {
  return (
    <Suspense fallback={null}>
      <View />
    </Suspense>
  );
}
