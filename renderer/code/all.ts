/** Everything that needs CodeMirror, in one chunk that is loaded after the window has painted. */
export { JsonEditor } from './JsonEditor.tsx';
