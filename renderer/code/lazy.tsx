import { type ComponentProps, lazy, Suspense, useMemo } from 'react';
import styles from './code.module.css';
import type { DiffView as DiffViewType } from './DiffView.tsx';
import type { JsonEditor as JsonEditorType } from './JsonEditor.tsx';
import type { JsonView as JsonViewType } from './JsonView.tsx';
import type { Mark } from './marks.ts';
import { shortened } from './shorten.ts';

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

const NO_MARKS: readonly Mark[] = [];

/** Shows a text, and says where long strings are cut because it is very large. */
export function JsonView(props: ComponentProps<typeof JsonViewType>) {
  const short = useMemo(() => shortened(props.text), [props.text]);
  const shown = short === null ? props : { label: props.label, text: short, marks: NO_MARKS };
  return (
    <>
      {short !== null && <CutNote />}
      <Suspense fallback={<StandIn text={shown.text} />}>
        <View {...shown} />
      </Suspense>
    </>
  );
}

/** Shows two texts side by side, very large ones with their long strings cut. */
export function DiffView(props: ComponentProps<typeof DiffViewType>) {
  const left = useMemo(() => shortened(props.left.text), [props.left.text]);
  const right = useMemo(() => shortened(props.right.text), [props.right.text]);
  const cut = left !== null || right !== null;
  const shown = cut
    ? {
        left: { label: props.left.label, text: left ?? props.left.text, marks: NO_MARKS },
        right: { label: props.right.label, text: right ?? props.right.text, marks: NO_MARKS },
      }
    : props;
  return (
    <>
      {cut && <CutNote />}
      <Suspense fallback={<StandIn text={shown.left.text} />}>
        <Diff {...shown} />
      </Suspense>
    </>
  );
}

const CutNote = () => (
  <p className={styles.cut}>
    Very large: long strings are cut here for the eye. The body is sent and copied whole.
  </p>
);
