import { useEffect, useMemo } from 'react';
import type { Pointer } from '../../shared/json/pointer.ts';
import { JsonEditor } from '../code/lazy.tsx';
import { LinesView } from '../lines/LinesView.tsx';
import { incomingSources } from '../outgoing/linking.ts';
import { useRouteView } from '../store/derived.ts';
import { useFind } from '../store/find.ts';
import { useInspection } from '../store/inspection.ts';
import { pointAt, useLink } from '../store/link.ts';
import { useRequest } from '../store/request.ts';
import { stepDraft } from '../store/tabs.ts';
import { isCurl, isEditorAwaited, typeRequest, useView } from '../store/view.ts';
import { vocabularyNow } from '../store/vocabulary.ts';
import { useWorkspace } from '../store/workspace.ts';
import { JsonFoot } from './JsonFoot.tsx';
import { modelWords, wordOf } from './key-words.ts';
import { LargeText } from './LargeText.tsx';
import { useIncomingGoal } from './useIncomingGoal.ts';

const NONE: readonly never[] = [];
const WORDS = { keys: vocabularyNow, models: modelWords };

/** Texts above this are not put into the editor by themselves, UTF-16 units. */
const LARGEST_EDITED = 4_000_000;

/** What a curl command says, as JSON; the command itself is edited on its own tab. */
function ReadAsJson() {
  const text = useInspection((state) => state.result?.requestText ?? '');
  const side = useMemo(() => ({ label: 'Request as JSON', text, notes: NONE, lit: NONE }), [text]);
  return (
    <>
      <LinesView left={side} right={null} folded={false} bar={false} />
      <JsonFoot />
    </>
  );
}

/** The request as JSON. */
export function JsonTab() {
  const isCommand = useRequest(({ text }) => isCurl(text));
  return isCommand ? <ReadAsJson /> : <RequestEditor />;
}

/** The request as text, to be typed into. */
export function RequestEditor() {
  useEffect(() => {
    // The first key that is completed need not wait for it.
    void vocabularyNow();
  }, []);
  const text = useRequest((state) => state.text);
  const doc = useWorkspace((state) => state.active ?? '');
  const problems = useInspection((state) => state.problems);
  const warnings = useInspection((state) => state.result?.warnings ?? NONE);
  const calls = useView((state) => state.editorCalls);
  const revealAt = useView((state) => state.revealAt);
  const formats = useView((state) => state.formatCalls);
  const searched = useFind();
  const find = searched.open ? searched : null;
  const links = useIncomingLinks();
  const goal = useIncomingGoal();
  if (text.length > LARGEST_EDITED)
    return (
      <>
        <LargeText length={text.length} />
        <JsonFoot />
      </>
    );
  return (
    <>
      <JsonEditor
        label="Request"
        doc={doc}
        text={text}
        onChange={typeRequest}
        problems={problems}
        warnings={problems.length > 0 ? NONE : warnings}
        links={links}
        words={WORDS}
        tell={wordOf}
        onPoint={(pointer) => pointAt(pointer ? { side: 'incoming', pointer } : null)}
        onStep={(by) => void stepDraft(by)}
        calls={calls}
        revealAt={revealAt}
        isAwaited={isEditorAwaited}
        formats={formats}
        goal={goal}
        find={find}
      />
      <JsonFoot />
    </>
  );
}

function useIncomingLinks(): readonly Pointer[] {
  const view = useRouteView();
  const pointed = useLink((state) => state.pointed);
  return useMemo(
    () => (view && pointed?.side === 'outgoing' ? incomingSources(view, pointed.pointer) : NONE),
    [view, pointed],
  );
}
