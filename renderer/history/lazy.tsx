import { lazy, type ReactNode, Suspense } from 'react';

const View = lazy(async () => ({ default: (await import('./HistoryView.tsx')).HistoryView }));

/** The history, in a chunk of its own that is loaded when it is first shown. */
export function HistoryView({ lead }: { readonly lead: ReactNode }) {
  return (
    <Suspense fallback={null}>
      <View lead={lead} />
    </Suspense>
  );
}
