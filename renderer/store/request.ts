import { create } from 'zustand';
import type { AnyTarget } from '../../shared/contract/sending.ts';
import type { Draft, RouteChoice } from '../../shared/contract/workspace.ts';
import type { FormChoice } from '../../shared/input/forms.ts';
import type { ModuleSettings } from '../../shared/pipeline/call/result.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { SAMPLES } from '../../shared/samples/samples.ts';
import { LARGE_TEXT, settleTyping, takeLater } from './typing.ts';

export type { Draft, RouteChoice };

interface RequestState extends Draft {
  /** Counts the drafts that took each other's place, as tabs do: what was said of one is not said of the next. */
  readonly document: number;
  /** Which of several calls in the text is meant; another text begins with its first. */
  readonly call: number;
  readonly target: AnyTarget;
  /** What the last replacement (sample, file, paste, fix) put away, and its name; null after undo or typing. */
  readonly undo: { readonly draft: Draft; readonly label: string } | null;
  /** True while the way back is offered on the screen. */
  readonly offered: boolean;
}

const PLAIN = { settings: {}, deployment: 0 } as const;

type Change = Partial<RequestState> | ((state: RequestState) => Partial<RequestState>);

function firstDraft(): Draft {
  const sample = SAMPLES[0];
  return sample
    ? {
        text: sample.text,
        profile: sample.profile,
        route: sample.route,
        form: 'auto',
        ...PLAIN,
        sample: sample.id,
      }
    : { text: '{}', profile: 'litellm-1.87', route: 'auto', form: 'auto', ...PLAIN, sample: null };
}

export const useRequest = create<RequestState>(() => ({
  ...firstDraft(),
  document: 0,
  call: 0,
  target: { kind: 'simulator' },
  undo: null,
  offered: false,
}));

const { getState, setState } = useRequest;

// Whoever asks for the request, or changes it, has what was typed into it so far.
useRequest.getState = () => {
  settleTyping();
  return getState();
};
useRequest.setState = (change: Change) => {
  settleTyping();
  setState(change);
};

/** What is chosen for the request at hand; it leaves waiting what is being typed. */
export const choicesNow = (): Omit<RequestState, 'text'> => getState();

useRequest.subscribe((state, before) => {
  if (state.text !== before.text && state.call !== 0) useRequest.setState({ call: 0 });
});

/** The draft alone, without what the window knows beside it. */
export const draftOf = ({ text, profile, route, form, settings, deployment, sample }: Draft): Draft => ({
  text,
  profile,
  route,
  form,
  settings,
  deployment,
  sample,
});

/** Takes a keystroke. */
export function typeText(text: string): void {
  if (text !== getState().text) setState({ text, sample: null, undo: null });
}

/** Takes a keystroke in a text of `length` UTF-16 units; a large one is read when typing rests or somebody asks for it. */
export function typeLater(length: number, read: () => string): void {
  if (length > LARGE_TEXT) takeLater(() => typeText(read()));
  else typeText(read());
}

/** The way back is offered for so long, milliseconds; the palette keeps it longer. */
const OFFERED_MS = 8_000;
let offer: ReturnType<typeof setTimeout> | undefined;

/** Puts another request in place of the present one, which can be brought back with `undoReplace`. */
export function replaceRequest(change: Partial<Draft>, label: string): void {
  useRequest.setState((state) => ({
    sample: null,
    ...change,
    undo: { draft: draftOf(state), label },
    offered: true,
  }));
  clearTimeout(offer);
  offer = setTimeout(() => useRequest.setState({ offered: false }), OFFERED_MS);
}

/** Brings back the request that the last replacement put away. */
export function undoReplace(): void {
  useRequest.setState((state) => (state.undo ? { ...state.undo.draft, undo: null } : {}));
}

export function chooseProfile(profile: ProfileId): void {
  useRequest.setState({ profile });
}

export function chooseRoute(route: RouteChoice): void {
  useRequest.setState({ route });
}

export function chooseForm(form: FormChoice): void {
  useRequest.setState({ form });
}

export function chooseSettings(settings: ModuleSettings): void {
  useRequest.setState({ settings });
}

export function chooseDeployment(deployment: number): void {
  useRequest.setState({ deployment });
}

export function chooseCall(call: number): void {
  useRequest.setState({ call });
}

export function chooseTarget(target: AnyTarget): void {
  useRequest.setState({ target });
}

/** Loads a sample by its id; unknown ids change nothing. */
export function loadSample(id: string): void {
  const sample = SAMPLES.find((candidate) => candidate.id === id);
  if (!sample) return;
  replaceRequest(
    { text: sample.text, profile: sample.profile, route: sample.route, form: 'auto', sample: id },
    `Loaded “${sample.title}”`,
  );
}

/** Shows a draft that was kept: nothing is replaced by it, so there is no way back on the screen. */
export function showDraft(draft: Draft): void {
  useRequest.setState(({ document }) => ({ ...draft, document: document + 1, undo: null, offered: false }));
}
