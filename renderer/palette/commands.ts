import { FORM_IDS, FORMS } from '../../shared/input/forms.ts';
import { PROFILE_IDS, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { SAMPLES } from '../../shared/samples/samples.ts';
import { SCENARIOS } from '../../shared/samples/scenarios.ts';
import { openConfig, openFile } from '../app/take-input.ts';
import { openFind } from '../store/find.ts';
import { chooseChunkSize } from '../store/lab.ts';
import { dropConfig } from '../store/proxy.ts';
import { chooseForm, chooseProfile, chooseRoute, chooseTarget } from '../store/request.ts';
import { cancelSend, sendRequest } from '../store/sending.ts';
import { changeSimulator, playScenario } from '../store/simulator.ts';
import { type CompareWith, chooseTheme, editRequest, show, useView } from '../store/view.ts';
import {
  closeTab,
  newTab,
  nextTab,
  openSample,
  reopenTab,
  stepDraft,
  useWorkspace,
} from '../store/workspace.ts';
import { RECORDED_SAMPLES } from '../stream/recorded-samples.ts';
import { openRecordedSample, openRecording } from '../stream/recording-files.ts';

/** One action of the window. */
export interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** Other words people may look for. */
  readonly words?: readonly string[];
  readonly keys?: string;
  readonly run: () => void;
}

const REQUEST: readonly Command[] = [
  { id: 'send', group: 'Request', label: 'Send the request', keys: 'Mod ⏎', run: () => void sendRequest() },
  {
    id: 'cancel',
    group: 'Request',
    label: 'Cancel the running request',
    words: ['stop'],
    keys: 'Esc',
    run: cancelSend,
  },
  { id: 'edit', group: 'Request', label: 'Edit the request as JSON', run: () => editRequest() },
  { id: 'open', group: 'Request', label: 'Open a request from a file …', words: ['load'], run: openFile },
  {
    id: 'config',
    group: 'Request',
    label: 'Open the config.yaml of a LiteLLM proxy …',
    words: ['proxy', 'yaml', 'alias'],
    run: () => void openConfig(),
  },
  {
    id: 'no-config',
    group: 'Request',
    label: 'Take the proxy configuration away',
    words: ['proxy', 'yaml'],
    run: dropConfig,
  },
  {
    id: 'undo',
    group: 'Request',
    label: 'Undo: the version before',
    words: ['back'],
    keys: 'Mod Z',
    run: () => void stepDraft(-1),
  },
  {
    id: 'redo',
    group: 'Request',
    label: 'Redo: the version after',
    words: ['forth'],
    keys: 'Mod ⇧ Z',
    run: () => void stepDraft(1),
  },
  {
    id: 'new-tab',
    group: 'Tabs',
    label: 'New request',
    words: ['tab'],
    keys: 'Alt N',
    run: () => void newTab(),
  },
  {
    id: 'close-tab',
    group: 'Tabs',
    label: 'Close this request',
    words: ['tab'],
    keys: 'Alt W',
    run: () => void closeTab(useWorkspace.getState().active ?? ''),
  },
  {
    id: 'reopen-tab',
    group: 'Tabs',
    label: 'Reopen the request closed last',
    words: ['tab'],
    keys: 'Alt ⇧ T',
    run: () => void reopenTab(),
  },
  {
    id: 'next-tab',
    group: 'Tabs',
    label: 'Next request',
    words: ['tab'],
    keys: 'Alt PgDn',
    run: () => void nextTab(1),
  },
  {
    id: 'last-tab',
    group: 'Tabs',
    label: 'Previous request',
    words: ['tab'],
    keys: 'Alt PgUp',
    run: () => void nextTab(-1),
  },
];

function compareWith(other: CompareWith): void {
  chooseRoute('compare');
  show({ compareWith: other });
}

const ROUTES: readonly Command[] = [
  {
    id: 'auto',
    group: 'Route',
    label: 'Route: as the model string says',
    words: ['auto'],
    run: () => chooseRoute('auto'),
  },
  { id: 'invoke', group: 'Route', label: 'Route: invoke', run: () => chooseRoute('invoke') },
  { id: 'converse', group: 'Route', label: 'Route: converse', run: () => chooseRoute('converse') },
  {
    id: 'compare',
    group: 'Route',
    label: 'Compare invoke and converse',
    words: ['both', 'side by side'],
    run: () => compareWith('route'),
  },
  ...PROFILE_IDS.map((id) => ({
    id: `compare-${id}`,
    group: 'Route',
    label: `Compare with ${profileOf(id).label}`,
    words: ['profile', 'release', 'what changed', 'diff'],
    run: () => compareWith(id),
  })),
];

const READ_AS: readonly Command[] = [
  {
    id: 'form-auto',
    group: 'Form',
    label: 'Form: as the request says itself',
    words: ['auto', 'recognise'],
    run: () => chooseForm('auto'),
  },
  ...FORM_IDS.map((id) => ({
    id: `form-${id}`,
    group: 'Form',
    label: `Form: ${FORMS[id].label}`,
    words: ['read as', 'anthropic', 'openai', 'dialect'],
    run: () => chooseForm(id),
  })),
];

const SETTINGS: readonly Command[] = [
  {
    id: 'settings',
    group: 'Help',
    label: 'Settings',
    words: ['preferences', 'density', 'contrast'],
    keys: 'Mod ,',
    run: () => show({ settings: 'appearance' }),
  },
  {
    id: 'keys',
    group: 'Help',
    label: 'Keyboard shortcuts',
    words: ['keys', 'help'],
    keys: '?',
    run: () => show({ settings: 'keyboard' }),
  },
  {
    id: 'words',
    group: 'Help',
    label: 'Words and fates explained',
    words: ['help', 'legend', 'docs'],
    keys: 'F1',
    run: () => show({ settings: 'words' }),
  },
  ...SCENARIOS.map(({ id, label, text }) => ({
    id: `fault-${id}`,
    group: 'Simulator',
    label: `What goes wrong: ${label}`,
    words: ['fault', 'inject', 'error'],
    run: () => void playScenario(text),
  })),
];

const VIEWS: readonly Command[] = [
  {
    id: 'conversation',
    group: 'View',
    label: 'Show the conversation',
    words: ['messages', 'tools', 'tokens', 'context'],
    run: () => show({ incoming: 'conversation' }),
  },
  {
    id: 'find',
    group: 'View',
    label: 'Search in the body',
    words: ['find'],
    keys: 'Mod F',
    run: () => openFind(),
  },
  {
    id: 'wide',
    group: 'View',
    label: 'Give the body all the room, or show all panes',
    words: ['maximise'],
    run: () => show({ wideBody: !useView.getState().wideBody }),
  },
  { id: 'params', group: 'View', label: 'Show incoming parameters', run: () => show({ incoming: 'params' }) },
  { id: 'curl', group: 'View', label: 'Show the request as curl', run: () => show({ incoming: 'curl' }) },
  {
    id: 'diff',
    group: 'View',
    label: 'Show the body beside the filtered one',
    words: ['diff'],
    run: () => show({ outgoing: 'diff' }),
  },
  { id: 'body', group: 'View', label: 'Show the outgoing body', run: () => show({ outgoing: 'body' }) },
  { id: 'headers', group: 'View', label: 'Show path and headers', run: () => show({ outgoing: 'headers' }) },
  {
    id: 'tokens',
    group: 'View',
    label: 'Show tokens',
    words: ['stream', 'text'],
    run: () => show({ stream: 'tokens' }),
  },
  {
    id: 'frames',
    group: 'View',
    label: 'Show frames',
    words: ['bytes', 'hex'],
    run: () => show({ stream: 'frames' }),
  },
  {
    id: 'response',
    group: 'View',
    label: 'Show the response',
    words: ['usage'],
    run: () => show({ stream: 'response' }),
  },
  {
    id: 'lab',
    group: 'View',
    label: 'Open the stream lab',
    words: ['chunk'],
    run: () => show({ wideStream: true }),
  },
  {
    id: 'recording',
    group: 'View',
    label: 'Open a recorded stream …',
    words: ['file', 'replay'],
    run: openRecording,
  },
  ...RECORDED_SAMPLES.map((recorded) => ({
    id: `recording-${recorded.id}`,
    group: 'View',
    label: `Open the recorded stream “${recorded.title}”`,
    words: ['sample', 'replay'],
    run: () => void openRecordedSample(recorded),
  })),
  { id: 'panes', group: 'View', label: 'Close the stream lab', run: () => show({ wideStream: false }) },
  {
    id: 'audit',
    group: 'View',
    label: 'Audit: which internal keys leak',
    words: ['matrix', 'heat map', 'releases'],
    run: () => show({ screen: 'audit' }),
  },
  {
    id: 'live',
    group: 'View',
    label: 'Show the calls of running programs',
    words: ['live', 'capture', 'traffic', 'connect'],
    run: () => show({ screen: 'live' }),
  },
  { id: 'request', group: 'View', label: 'Show the request', run: () => show({ screen: 'request' }) },
  { id: 'samples', group: 'View', label: 'Show samples', run: () => show({ sidebar: 'samples' }) },
  {
    id: 'sends',
    group: 'View',
    label: 'Show what was sent',
    words: ['history'],
    run: () => show({ sidebar: 'sends' }),
  },
];

const SIMULATOR: readonly Command[] = [
  {
    id: 'simulator',
    group: 'Target',
    label: 'Target: simulator',
    run: () => chooseTarget({ kind: 'simulator' }),
  },
  ...[10, 40, 200].map((rate) => ({
    id: `rate-${rate}`,
    group: 'Target',
    label: `Simulator: ${rate} tokens a second`,
    words: ['speed'],
    run: () => void changeSimulator({ tokensPerSecond: rate }),
  })),
  {
    id: 'collected',
    group: 'Target',
    label: 'Simulator: collect the answer, then replay it',
    run: () => void changeSimulator({ collected: true }),
  },
  {
    id: 'streamed',
    group: 'Target',
    label: 'Simulator: stream the answer',
    run: () => void changeSimulator({ collected: false }),
  },
];

const CHUNKS: readonly Command[] = [
  {
    id: 'chunk-profile',
    group: 'Chunk size',
    label: 'Re-time: as the release reads',
    run: () => chooseChunkSize(undefined),
  },
  { id: 'chunk-none', group: 'Chunk size', label: 'Re-time: as received', run: () => chooseChunkSize(null) },
  ...[1, 256, 1024, 4096, 65_536].map((size) => ({
    id: `chunk-${size}`,
    group: 'Chunk size',
    label: `Re-time: ${size} bytes`,
    run: () => chooseChunkSize(size),
  })),
];

const THEMES: readonly Command[] = [
  { id: 'dark', group: 'Theme', label: 'Theme: dark', run: () => chooseTheme('dark') },
  { id: 'light', group: 'Theme', label: 'Theme: light', run: () => chooseTheme('light') },
  { id: 'system', group: 'Theme', label: 'Theme: as the system', run: () => chooseTheme('system') },
];

const HELP: readonly Command[] = [
  {
    id: 'about',
    group: 'Help',
    label: 'About Strata and third-party notices',
    words: ['version', 'licence', 'license', 'open source'],
    run: () => show({ about: true }),
  },
];

/** Every action of the window that needs nothing from the request at hand. */
export const COMMANDS: readonly Command[] = [
  ...REQUEST,
  ...ROUTES,
  ...READ_AS,
  ...PROFILE_IDS.map((id) => ({
    id: `profile-${id}`,
    group: 'Profile',
    label: `Profile: ${profileOf(id).label}`,
    words: ['release', 'version'],
    run: () => chooseProfile(id),
  })),
  ...SAMPLES.map(({ id, title, note }) => ({
    id: `sample-${id}`,
    group: 'Samples',
    label: title,
    words: [note],
    run: () => openSample(id),
  })),
  ...VIEWS,
  ...SETTINGS,
  ...SIMULATOR,
  ...CHUNKS,
  ...THEMES,
  ...HELP,
];
