/** Everything that needs CodeMirror, in one chunk that is loaded after the window has painted. */
export { DiffView } from './DiffView.tsx';
export { JsonEditor } from './JsonEditor.tsx';
export { JsonView } from './JsonView.tsx';
