import type { JsonObject } from '../json/json.ts';
import type { Route } from '../pipeline/call/model.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';

/** A request to begin with: what it shows, and the selectors that show it. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  /** One sentence: what to look for. */
  readonly note: string;
  readonly profile: ProfileId;
  /** `auto` takes the route of the model string; `compare` shows both. */
  readonly route: Route | 'auto' | 'compare';
  readonly text: string;
}

/** Writes a request as a sample's text. */
export function sample(definition: Omit<Sample, 'text'> & { readonly request: JsonObject }): Sample {
  const { request, ...rest } = definition;
  return { ...rest, text: `${JSON.stringify(request, null, 2)}\n` };
}
