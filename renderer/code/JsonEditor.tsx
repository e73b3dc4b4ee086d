import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { history, historyKeymap, redo, undo } from '@codemirror/commands';
import { bracketMatching, ensureSyntaxTree, indentOnInput } from '@codemirror/language';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState, type Extension, type StateEffect, Transaction } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyWord } from '../../shared/contract/vocabulary.ts';
import type { Query } from '../../shared/diff/find.ts';
import type { InputProblem } from '../../shared/input/text-range.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { changeBetween } from './change.ts';
import styles from './code.module.css';
import { completion, type Words } from './complete.ts';
import { showFound, stepFound } from './find.ts';
import { formatJson, formatting } from './format.ts';
import { HEAD, type Typed } from './head.ts';
import { keyHover } from './hover.ts';
import { hangingIndent } from './indent.ts';
import { type Mark, marks, showMarks } from './marks.ts';
import { pointing } from './pointing.ts';
import { Reading } from './reading.ts';
import { basics } from './setup.ts';
import { spanOf } from './tree-pointer.ts';

/** A search in the editor: each new value of `next` and `previous` steps. */
interface Finding extends Query {
  readonly next: number;
  readonly previous: number;
}

interface JsonEditorProps {
  readonly label: string;
  /** Names the document: each has a history of its own. */
  readonly doc: string;
  readonly text: string;
  readonly onChange: (typed: Typed) => void;
  readonly problems: readonly InputProblem[];
  readonly warnings: readonly InputProblem[];
  /** Values that are lit up. */
  readonly links: readonly Pointer[];
  readonly onPoint: (pointer: Pointer | null) => void;
  /** Goes to the version before (`-1`) or after, where the editor itself has no step left. */
  readonly onStep: (by: 1 | -1) => void;
  /** What is completed. */
  readonly words: Words;
  /** Tells of a key. */
  readonly tell: (pointer: Pointer) => Promise<KeyWord | null>;
  /** Each new value of `calls` puts the caret into the editor, at `revealAt` where that is set. */
  readonly calls: number;
  readonly revealAt: number | null;
  /** Asked before the editor takes the focus for that. */
  readonly isAwaited: () => boolean;
  /** A value to be brought into view, by each new `call`. */
  readonly goal: { readonly call: number; readonly pointer: Pointer } | null;
  /** What is marked and stepped through; null for nothing. */
  readonly find: Finding | null;
  /** Each new value lays the JSON out. */
  readonly formats: number;
}

/** So long a large text may be read to find a value in it, milliseconds. */
const READ_MS = 300;

const fromOutside = Annotation.define<boolean>();

/** The last state of each document: its history survives a change of tabs. */
const states = new Map<string, EditorState>();
const MOST_STATES = 30;
/** Where each document was scrolled to when its editor was taken off the page, or another document put into it. */
const places = new Map<string, StateEffect<unknown>>();
/** The document that is in the editor. */
let open = '';
let kept: EditorState | null = null;

function stateOf(doc: string, text: string, label: string): EditorState {
  const known = states.get(doc);
  if (known) return known;
  for (const oldest of [...states.keys()].slice(0, -MOST_STATES)) {
    states.delete(oldest);
    places.delete(oldest);
  }
  return EditorState.create({ doc: text, extensions: [basics(label), editing] });
}

/** The text that was last typed: it comes back as a property and changes nothing then. */
let typed: string | null = null;

const reading = new Reading();

function readTyped(): string {
  typed = reading.text() ?? '';
  return typed;
}

/** The last way to a value that was gone: an editor that comes back stays where it was scrolled to. */
let reached = 0;

/** True while the next change from outside is a version that is kept elsewhere: it is no step of the editor's own. */
let stepping = false;

function step(by: 1 | -1): boolean {
  stepping = true;
  listener?.onStep(by);
  return true;
}

/** Steps that are asked for by a menu, the browser's or the window's, and by no key. */
const menuSteps: Extension = EditorView.domEventHandlers({
  beforeinput: ({ inputType }, view) => {
    if (inputType === 'historyUndo') return undo(view) || step(-1);
    if (inputType === 'historyRedo') return redo(view) || step(1);
    return false;
  },
});

/** Whom the kept state reports to: the editor that is mounted now. */
let listener: JsonEditorProps | null = null;

const diagnosticsOf = (
  problems: readonly InputProblem[],
  severity: Diagnostic['severity'],
  length: number,
): readonly Diagnostic[] =>
  problems.map(({ message, hint, range }) => ({
    from: Math.min(range.from, length),
    to: Math.min(Math.max(range.to, range.from), length),
    severity,
    message: hint === '' ? message : `${message}\n${hint}`,
  }));

const editing: Extension = [
  hangingIndent,
  menuSteps,
  history(),
  bracketMatching(),
  closeBrackets(),
  indentOnInput(),
  marks,
  keymap.of([
    ...closeBracketsKeymap,
    ...historyKeymap,
    { key: 'Mod-z', run: () => step(-1) },
    { key: 'Mod-Shift-z', run: () => step(1) },
    { key: 'Mod-y', run: () => step(1) },
  ]),
  EditorView.updateListener.of((update) => {
    kept = update.state;
    states.set(open, update.state);
    if (
      update.docChanged &&
      !update.transactions.some((transaction) => transaction.annotation(fromOutside))
    ) {
      stepping = false;
      reading.note(update);
      const { doc } = update.state;
      listener?.onChange({ length: doc.length, head: doc.sliceString(0, HEAD), read: readTyped });
    }
  }),
  pointing((pointer) => listener?.onPoint(pointer)),
  completion({
    keys: async () => listener?.words.keys() ?? {},
    models: () => listener?.words.models() ?? [],
  }),
  keyHover(async (pointer) => listener?.tell(pointer) ?? null),
  formatting,
];

/** The request as text. Changes from outside become one undoable step. */
export function JsonEditor(props: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  listener = props;
  const first = useRef(props);
  const answered = useRef(0);
  const marked = useRef(0);

  // At its end the editor still has to stand in the page, or it would not know where it is scrolled to.
  useLayoutEffect(() => {
    if (!host.current) return;
    open = first.current.doc;
    kept = stateOf(open, first.current.text, first.current.label);
    const scrollTo = places.get(open);
    const editor = new EditorView({ state: kept, parent: host.current, ...(scrollTo ? { scrollTo } : {}) });
    view.current = editor;
    return () => {
      view.current = null;
      places.set(open, editor.scrollSnapshot());
      editor.destroy();
    };
  }, []);

  const { doc, label, text, problems, warnings, links, calls, revealAt, isAwaited } = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another document alone puts another state in
  useEffect(() => {
    const editor = view.current;
    if (!editor || doc === open) return;
    if (open === '') {
      // The document got its name after it was opened: it is the same one, caret and history included. A text that came
      // with the name is what was kept: no step back leads to the one that stood there until then.
      stepping = text !== editor.state.doc.toString();
      open = doc;
      states.set(doc, editor.state);
      return;
    }
    places.set(open, editor.scrollSnapshot());
    open = doc;
    kept = stateOf(doc, text, label);
    editor.setState(kept);
    const place = places.get(doc);
    if (place) editor.dispatch({ effects: place });
  }, [doc]);

  useEffect(() => {
    const editor = view.current;
    if (text === typed && kept === editor?.state) return;
    const change = editor && changeBetween(editor.state.doc.toString(), text);
    if (!change) return;
    const kind = [fromOutside.of(true), ...(stepping ? [Transaction.addToHistory.of(false)] : [])];
    stepping = false;
    editor.dispatch({ changes: change, annotations: kind });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const { length } = editor.state.doc;
    editor.dispatch(
      setDiagnostics(editor.state, [
        ...diagnosticsOf(problems, 'error', length),
        ...diagnosticsOf(warnings, 'warning', length),
      ]),
    );
  }, [problems, warnings]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || (links.length === 0 && marked.current === 0)) return;
    const found = links.flatMap((pointer): readonly Mark[] => {
      const span = spanOf(editor.state, pointer);
      return span ? [{ ...span, kind: 'link' }] : [];
    });
    marked.current = found.length;
    showMarks(editor, found);
  }, [links]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || calls === answered.current) return;
    answered.current = calls;
    if (calls === 0) return;
    if (isAwaited()) editor.focus();
    if (revealAt !== null) {
      const anchor = Math.min(revealAt, editor.state.doc.length);
      editor.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    }
  }, [calls, revealAt, isAwaited]);

  const { goal } = props;
  useEffect(() => {
    const editor = view.current;
    if (!editor || !goal || goal.call === reached) return;
    reached = goal.call;
    ensureSyntaxTree(editor.state, editor.state.doc.length, READ_MS);
    const span = spanOf(editor.state, goal.pointer);
    if (!span) return;
    editor.dispatch({
      selection: { anchor: span.from },
      effects: EditorView.scrollIntoView(span.from, { y: 'center' }),
    });
  }, [goal]);

  const { find } = props;
  const stepped = useRef({ next: find?.next ?? 0, previous: find?.previous ?? 0 });
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    showFound(editor, find);
    if (!find) return;
    const { next, previous } = stepped.current;
    stepped.current = { next: find.next, previous: find.previous };
    if (find.next !== next) stepFound(editor, 1);
    else if (find.previous !== previous) stepFound(editor, -1);
  }, [find]);

  const formatted = useRef(props.formats);
  useEffect(() => {
    const editor = view.current;
    if (!editor || formatted.current === props.formats) return;
    formatted.current = props.formats;
    formatJson(editor);
  }, [props.formats]);

  return <div ref={host} className={styles.host} />;
}
