import { lazy, Suspense } from 'react';
import type { Send } from '../store/sends.ts';

const Tab = lazy(async () => ({ default: (await import('./HandedTab.tsx')).HandedTab }));

/** What the caller gets, with the readers of answers, in a chunk of its own that is loaded when it is first shown. */
export function HandedTab({ send }: { readonly send: Send | null }) {
  return (
    <Suspense fallback={null}>
      <Tab send={send} />
    </Suspense>
  );
}
