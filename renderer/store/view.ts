import { create } from 'zustand';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { HEAD, type Typed } from '../code/head.ts';
import { watchWaiting } from '../ui/gone-on.ts';
import { leaveComparison } from './compared.ts';
import { recall, remember, storage } from './remembered.ts';
import { typeLater, useRequest } from './request.ts';

export type ThemeChoice = 'system' | 'dark' | 'light';
export const THEMES: readonly ThemeChoice[] = ['system', 'dark', 'light'];

/** What the window is about: the calls of running programs, one request, or what releases do with internal keys. */
export type Screen = 'live' | 'request' | 'audit';
export type SidebarTab = 'samples' | 'saved' | 'sends';
export type IncomingTab = 'params' | 'conversation' | 'json' | 'curl';
export type OutgoingTab = 'diff' | 'body' | 'headers';
export type StreamTab = 'tokens' | 'frames' | 'handed' | 'response';
/** What is shown where there is room for one pane only. */
export type NarrowPane = 'incoming' | 'outgoing' | 'answer' | 'stream';
/** What the panel of the answer lists. */
export type AnswerFilter = 'all' | 'problems' | 'losses';
export type SettingsPart =
  | 'appearance'
  | 'targets'
  | 'capture'
  | 'history'
  | 'telemetry'
  | 'redaction'
  | 'keyboard'
  | 'words';
export type CompareMode = 'meaning' | 'text' | 'differences';
/** What is put beside the request: the same on the other route, or under another profile. */
export type CompareWith = 'route' | ProfileId;

interface ViewState {
  readonly theme: ThemeChoice;
  readonly screen: Screen;
  readonly sidebar: SidebarTab;
  readonly incoming: IncomingTab;
  readonly outgoing: OutgoingTab;
  readonly stream: StreamTab;
  readonly compare: CompareMode;
  readonly compareWith: CompareWith;
  /** The route on which two profiles are compared; null for the one that LiteLLM takes. */
  readonly compareRoute: Route | null;
  /** True while the stream lab takes the place of the request's panes. */
  readonly wideStream: boolean;
  readonly answerFilter: AnswerFilter;
  /** False while the panel of the answer is folded to its head. */
  readonly problemsOpen: boolean;
  /** Parameters and messages are listed only where something became of them. */
  readonly onlyChanged: boolean;
  /** True where the sidebar is a rail; null leaves it to the window's width. */
  readonly sidebarRail: boolean | null;
  /** True where the stream is a rail; null makes it one until an answer streams in. */
  readonly streamRail: boolean | null;
  /** True while the body has the room of all panes. */
  readonly wideBody: boolean;
  /** The pane that is shown where there is room for one only. */
  readonly narrowPane: NarrowPane;
  readonly palette: boolean;
  readonly about: boolean;
  /** The part of settings and help that is shown; null while they are closed. */
  readonly settings: SettingsPart | null;
  /** Bumped to put the caret into the request editor, at `revealAt` where that is set. */
  readonly editorCalls: number;
  readonly revealAt: number | null;
  /** Bumped to lay the request's JSON out. */
  readonly formatCalls: number;
  /** True while the menu of targets is open. */
  readonly choosingTarget: boolean;
  /** True while the form is open that keeps the request under a name. */
  readonly saving: boolean;
}

const KEY = 'strata.theme';
const AREA = storage('local');

interface Rails {
  readonly sidebarRail: boolean | null;
  readonly streamRail: boolean | null;
}
const RAILS_KEY = 'strata.rails';
const isChoice = (value: unknown): boolean => value === null || typeof value === 'boolean';
const isRails = (value: unknown): value is Rails =>
  typeof value === 'object' &&
  value !== null &&
  'sidebarRail' in value &&
  'streamRail' in value &&
  isChoice(value.sidebarRail) &&
  isChoice(value.streamRail);

const SCREEN_KEY = 'strata.screen';
const SCREENS: readonly Screen[] = ['live', 'request', 'audit'];
const isScreen = (value: unknown): value is Screen => SCREENS.some((screen) => screen === value);

/** What was on the screen when the window was last closed; null where nothing is remembered. */
export const LAST_SCREEN: Screen | null = recall<Screen | null>(AREA, SCREEN_KEY, null, isScreen);

const isTheme = (value: unknown): value is ThemeChoice => THEMES.some((theme) => theme === value);

export const useView = create<ViewState>(() => ({
  theme: recall<ThemeChoice>(AREA, KEY, 'system', isTheme),
  screen: LAST_SCREEN ?? 'request',
  sidebar: 'samples',
  incoming: 'params',
  outgoing: 'diff',
  stream: 'tokens',
  compare: 'meaning',
  compareWith: 'route',
  compareRoute: null,
  wideStream: false,
  answerFilter: 'all',
  problemsOpen: true,
  onlyChanged: false,
  ...recall<Rails>(AREA, RAILS_KEY, { sidebarRail: null, streamRail: null }, isRails),
  wideBody: false,
  narrowPane: 'outgoing',
  palette: false,
  about: false,
  settings: null,
  editorCalls: 0,
  revealAt: null,
  formatCalls: 0,
  choosingTarget: false,
  saving: false,
}));

const PANE_OF = {
  incoming: 'incoming',
  outgoing: 'outgoing',
  answerFilter: 'answer',
  stream: 'stream',
} as const;

/** The pane that a change is about. */
function paneOf(change: Partial<ViewState>): Partial<Pick<ViewState, 'narrowPane'>> {
  const named = (['incoming', 'outgoing', 'answerFilter', 'stream'] as const).find((key) => key in change);
  return named ? { narrowPane: PANE_OF[named] } : {};
}

const names = (change: object, ...keys: readonly (keyof ViewState)[]): boolean =>
  keys.some((key) => key in change);

/** What takes the place of the pane that a change is about gives way. */
function room(change: Partial<ViewState>): Partial<Pick<ViewState, 'wideStream' | 'wideBody'>> {
  if (names(change, 'incoming', 'answerFilter')) return { wideStream: false, wideBody: false };
  return names(change, 'outgoing', 'wideBody', 'compare', 'compareWith', 'compareRoute')
    ? { wideStream: false }
    : {};
}

/** Shows a part of the window. Parts of the request bring its screen back; dialogs lie over any screen. */
export const show = (change: Partial<Omit<ViewState, 'theme'>>): void =>
  useView.setState(
    names(change, 'palette', 'about', 'settings')
      ? change
      : { screen: 'request', ...paneOf(change), ...room(change), ...change },
  );

const CURL = /^\s*(?:\$\s+)?curl\s/;
/** The text that was last asked about: a large one that was just typed is not laid out in memory to read its head. */
let known = { text: '', isCommand: false };

/** True for a curl command, which has its own tab. */
export function isCurl(text: string): boolean {
  if (text !== known.text) known = { text, isCommand: CURL.test(text.slice(0, HEAD)) };
  return known.isCommand;
}

/** Takes a keystroke. */
export function typeRequest({ length, head, read }: Typed): void {
  typeLater(length, () => {
    const text = read();
    known = { text, isCommand: CURL.test(head.slice(0, HEAD)) };
    return text;
  });
}

/** The tab that has the editor of the request at hand. */
export const editorTab = (): IncomingTab => (isCurl(useRequest.getState().text) ? 'curl' : 'json');

/** Shows a part of the request at hand: a comparison gives way to it, and a stream that is a rail is opened. */
export function showPart(change: Partial<Pick<ViewState, 'incoming' | 'outgoing' | 'stream'>>): void {
  leaveComparison();
  if (names(change, 'stream')) chooseRails({ streamRail: false });
  show(change);
}

let editorAwaited = (): boolean => true;

/** False where somebody went on before the editor, which was to take the caret, was there. */
export const isEditorAwaited = (): boolean => editorAwaited();

/** Opens the request editor and puts the caret there. `at` is an offset in the text, UTF-16 units. */
export function editRequest(at: number | null = null): void {
  leaveComparison();
  editorAwaited = watchWaiting();
  show({ incoming: editorTab(), revealAt: at, editorCalls: useView.getState().editorCalls + 1 });
}

/** Opens the request editor and lays its JSON out. */
export function layOutJson(): void {
  editRequest();
  show({ formatCalls: useView.getState().formatCalls + 1 });
}

export function chooseTheme(theme: ThemeChoice): void {
  remember(AREA, KEY, theme);
  useView.setState({ theme });
}

const DARK = '(prefers-color-scheme: dark)';

/** Puts the chosen theme on the document and follows the system where that was chosen. Call once, before painting. */
export function applyTheme(): void {
  const system = window.matchMedia(DARK);
  const apply = (): void => {
    const { theme } = useView.getState();
    const dark = theme === 'system' ? system.matches : theme === 'dark';
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  };
  apply();
  system.addEventListener('change', apply);
  useView.subscribe((state, before) => {
    if (state.theme !== before.theme) apply();
  });
}

useView.subscribe(({ screen }, before) => {
  if (screen !== before.screen) remember(AREA, SCREEN_KEY, screen);
});

/** Makes panes rails or opens them again, and remembers it. */
export function chooseRails(change: Partial<Rails>): void {
  useView.setState(change);
  const { sidebarRail, streamRail } = useView.getState();
  remember(AREA, RAILS_KEY, { sidebarRail, streamRail });
}
