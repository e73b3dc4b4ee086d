import type { FormId } from '../../../shared/input/forms.ts';
import type { Json, JsonObject } from '../../../shared/json/json.ts';
import type { Route } from '../../../shared/pipeline/call/model.ts';

/** A body that was captured on its way to Bedrock. */
export interface CapturedBody {
  readonly modelId: string;
  readonly route: Route;
  readonly stream: boolean;
  readonly body: JsonObject;
}

/** A request that may stand behind a body. */
export interface Origin {
  readonly form: FormId;
  readonly request: JsonObject;
  /** True where a release that sends the origin before makes the same of both: it is tried for those that do not. */
  readonly forRefused?: boolean;
  /** True where so much is made up that it says something only where a release sends the body of it. */
  readonly tentative?: boolean;
  /** True where it is far from what is usual: it is tried where no release sends the body of another. */
  readonly farFetched?: boolean;
  /** True where the model string alone leads to the route: with a route in front LiteLLM writes another body. */
  readonly unrouted?: boolean;
}

/** The model string by which LiteLLM makes a call of this route to this model. */
export const modelString = ({ modelId, route }: Pick<CapturedBody, 'modelId' | 'route'>): string =>
  `bedrock/${route}/${modelId}`;

/** An object without the members that are undefined. */
export const defined = (entries: { readonly [name: string]: Json | undefined }): JsonObject =>
  Object.fromEntries(
    Object.entries(entries).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
