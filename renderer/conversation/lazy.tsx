import { lazy, Suspense } from 'react';

const Tab = lazy(async () => ({ default: (await import('./ConversationTab.tsx')).ConversationTab }));

/** The conversation, in a chunk of its own that is loaded when it is first shown. */
export function ConversationTab() {
  return (
    <Suspense fallback={null}>
      <Tab />
    </Suspense>
  );
}
