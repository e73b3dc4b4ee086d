import { type ComponentProps, lazy, Suspense } from 'react';
import styles from './code.module.css';
import type { DiffView as DiffViewType } from './DiffView.tsx';
import type { JsonEditor as JsonEditorType } from './JsonEditor.tsx';
import type { JsonView as JsonViewType } from './JsonView.tsx';

const load = () => import('./all.ts');
const Editor = lazy(async () => ({ default: (await load()).JsonEditor }));
const View = lazy(async () => ({ default: (await load()).JsonView }));
const Diff = lazy(async () => ({ default: (await load()).DiffView }));

/** So much plain text stands in while the editors load, UTF-16 units. */
const STAND_IN = 4_000;

const StandIn = ({ text }: { readonly text: string }) => (
  <pre className={styles.plain}>{text.slice(0, STAND_IN)}</pre>
);

export const JsonEditor = (props: ComponentProps<typeof JsonEditorType>) => (
  <Suspense fallback={<StandIn text={props.text} />}>
    <Editor {...props} />
  </Suspense>
);

export const JsonView = (props: ComponentProps<typeof JsonViewType>) => (
  <Suspense fallback={<StandIn text={props.text} />}>
    <View {...props} />
  </Suspense>
);

export const DiffView = (props: ComponentProps<typeof DiffViewType>) => (
  <Suspense fallback={<StandIn text={props.left.text} />}>
    <Diff {...props} />
  </Suspense>
);
