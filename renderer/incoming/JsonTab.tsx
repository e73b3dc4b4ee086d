import { useMemo } from 'react';
import { JsonEditor } from '../code/lazy.tsx';
import type { Mark } from '../code/marks.ts';
import { incomingSources } from '../outgoing/linking.ts';
import { pointerAt, spanOf } from '../outgoing/positions.ts';
import { useView as useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { pointAt, useLink } from '../store/link.ts';
import { replaceRequest, typeText, useRequest } from '../store/request.ts';
import { useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import styles from './JsonTab.module.css';
import { LargeText } from './LargeText.tsx';
import { StaleNote } from './StaleNote.tsx';

const NONE: readonly never[] = [];

/** Texts above this are not put into the editor by themselves, UTF-16 units. */
const LARGEST_EDITED = 4_000_000;

/** The request as text, to be typed into. */
export function JsonTab() {
  const text = useRequest((state) => state.text);
  const problems = useInspection((state) => state.problems);
  const warnings = useInspection((state) => state.result?.warnings ?? NONE);
  const calls = useView((state) => state.editorCalls);
  const revealAt = useView((state) => state.revealAt);
  const links = useIncomingLinks(text);
  if (text.length > LARGEST_EDITED) return <LargeText length={text.length} />;
  return (
    <>
      <StaleNote />
      <DialectNote />
      <JsonEditor
        label="Request"
        text={text}
        onChange={typeText}
        problems={problems}
        warnings={problems.length > 0 ? NONE : warnings}
        links={links}
        onPoint={(offset) => {
          const pointer = offset === null ? null : pointerAt(text, offset);
          pointAt(pointer ? { side: 'incoming', pointer } : null);
        }}
        calls={calls}
        revealAt={revealAt}
      />
    </>
  );
}

function useIncomingLinks(text: string): readonly Mark[] {
  const view = useRouteView();
  const pointed = useLink((state) => state.pointed);
  return useMemo(() => {
    if (!view || pointed?.side !== 'outgoing') return NONE;
    return incomingSources(view, pointed.pointer).flatMap((source) => {
      const span = spanOf(text, source);
      return span ? [{ ...span, kind: 'link' as const }] : [];
    });
  }, [view, pointed, text]);
}

const DIALECTS: Readonly<Record<string, string>> = {
  curl: 'Read as a curl command.',
  'anthropic-messages': 'Read as an Anthropic messages request.',
  'bedrock-invoke': 'Read as a Bedrock invoke body.',
  'bedrock-converse': 'Read as a Bedrock converse body.',
};

/** Says which form was recognised where it is not the plain one, and offers the plain one for curl. */
function DialectNote() {
  const result = useInspection((state) => state.result);
  const text = result && DIALECTS[result.dialect];
  if (!text) return null;
  return (
    <div className={styles.dialect}>
      {text}
      {result.dialect === 'curl' && (
        <Button small onClick={() => replaceRequest({ text: result.requestText }, 'Converted to JSON')}>
          Convert to JSON
        </Button>
      )}
    </div>
  );
}
