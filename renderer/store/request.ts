import { create } from 'zustand';
import type { AnyTarget } from '../../shared/contract/sending.ts';
import { FORM_CHOICES, type FormChoice } from '../../shared/input/forms.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { ModuleSettings } from '../../shared/pipeline/call/result.ts';
import { isProfileId, type ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { SAMPLES } from '../../shared/samples/samples.ts';
import { redactor } from './redactor.ts';
import { recall, remember, storage } from './remembered.ts';

/** What the route selector stands on; `compare` is the view of both. */
export type RouteChoice = Route | 'auto' | 'compare';
export const ROUTE_CHOICES: readonly RouteChoice[] = ['auto', 'invoke', 'converse', 'compare'];

/** The request the user works on: the typed text and the selectors beside it. */
export interface Draft {
  readonly text: string;
  readonly profile: ProfileId;
  readonly route: RouteChoice;
  /** The form that the user says the request has. */
  readonly form: FormChoice;
  /** Switches of the LiteLLM module; through a proxy those of its configuration hold. */
  readonly settings: ModuleSettings;
  /** Which of several deployments behind one name a proxy calls. */
  readonly deployment: number;
  /** The sample it was loaded from, until the text is edited. */
  readonly sample: string | null;
}

interface RequestState extends Draft {
  readonly target: AnyTarget;
  /** What the last replacement (sample, file, paste, fix) put away, and its name; null after undo or typing. */
  readonly undo: { readonly draft: Draft; readonly label: string } | null;
  /** True while the way back is offered on the screen. */
  readonly offered: boolean;
}

const KEY = 'strata.request';
const AREA = storage('session');

/** Above this many UTF-16 units the text is not kept for a reload: session storage would refuse it. */
const LARGEST_KEPT = 2_000_000;

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const draft = value as Partial<Draft>;
  return (
    typeof draft.text === 'string' &&
    isProfileId(draft.profile) &&
    ROUTE_CHOICES.some((id) => id === draft.route) &&
    FORM_CHOICES.some((id) => id === draft.form) &&
    typeof draft.settings === 'object' &&
    draft.settings !== null &&
    typeof draft.deployment === 'number'
  );
}

const PLAIN = { settings: {}, deployment: 0 } as const;

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
  ...recall(AREA, KEY, firstDraft(), isDraft),
  target: { kind: 'simulator' },
  undo: null,
  offered: false,
}));

const KEEP_AFTER_MS = 300;
let keeper: ReturnType<typeof setTimeout> | undefined;
useRequest.subscribe(({ text, profile, route, form, settings, deployment, sample }) => {
  clearTimeout(keeper);
  keeper = setTimeout(() => {
    if (text.length <= LARGEST_KEPT)
      remember(AREA, KEY, {
        text: redactor.call(text).text,
        profile,
        route,
        form,
        settings,
        deployment,
        sample,
      });
  }, KEEP_AFTER_MS);
});

const draftOf = ({ text, profile, route, form, settings, deployment, sample }: Draft): Draft => ({
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
  if (text !== useRequest.getState().text) useRequest.setState({ text, sample: null, undo: null });
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
