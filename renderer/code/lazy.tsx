import { type ComponentProps, lazy, Suspense } from 'react';
import { later } from '../ui/on-demand.tsx';
import styles from './code.module.css';
import type { JsonEditor as JsonEditorType } from './JsonEditor.tsx';

const load = later(async () => (await import('./all.ts')).JsonEditor);
const Editor = lazy(async () => ({ default: await load() }));

/** So much plain text stands in while the editor loads, UTF-16 units. */
const STAND_IN = 4_000;

/** Its own component, so that a large text is cut only where nothing else is there to be shown. */
const StandIn = ({ text }: { readonly text: string }) => (
  <pre className={styles.plain}>{text.slice(0, STAND_IN)}</pre>
);

export const JsonEditor = (props: ComponentProps<typeof JsonEditorType>) => (
  <Suspense fallback={<StandIn text={props.text} />}>
    <Editor {...props} />
  </Suspense>
);
