import { useMemo } from 'react';
import { snippetInput } from '../../shared/share/snippets/from-view.ts';
import type { SnippetInput } from '../../shared/share/snippets/snippet.ts';
import { useRegion, useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';

/** What "Copy as" works on, or null where nothing is sent. */
export function useCopyInput(): SnippetInput | null {
  const view = useRouteView();
  const region = useRegion();
  const result = useInspection((state) => state.result);
  const asked = useInspection((state) => state.asked);
  return useMemo(
    () =>
      result && view && asked
        ? snippetInput(result, view, { profile: asked.profile, settings: asked.settings, region })
        : null,
    [result, view, asked, region],
  );
}
