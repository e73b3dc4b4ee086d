import type { FormChoice } from '../input/forms.ts';
import type { Route } from '../pipeline/call/model.ts';
import type { ModuleSettings } from '../pipeline/call/result.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';

/** What the route selector stands on; `compare` is the view of both. */
export type RouteChoice = Route | 'auto' | 'compare';
export const ROUTE_CHOICES = [
  'auto',
  'invoke',
  'converse',
  'compare',
] as const satisfies readonly RouteChoice[];

/** The request somebody works on: the typed text and the selectors beside it. */
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

/** A request that is open, or was. */
export interface Tab {
  readonly id: string;
  readonly name: string;
  /** True where the user gave the name. */
  readonly named: boolean;
  /** How many steps back and forth are kept. */
  readonly back: number;
  readonly forth: number;
}

/** A request that is kept under a name. */
export interface SavedRequest {
  readonly id: string;
  readonly name: string;
  /** Empty for none. */
  readonly folder: string;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
}

/** Everything that is kept of the user's requests. */
export interface WorkspaceState {
  readonly tabs: readonly Tab[];
  /** The tab at hand; null where there is none. */
  readonly active: string | null;
  /** Newest first. */
  readonly closed: readonly Tab[];
  readonly saved: readonly SavedRequest[];
}

/** A step back or forth: the draft to show and what is known now; null where there was no further step. */
export type Opened = { readonly state: WorkspaceState; readonly draft: Draft } | null;
