import type { JsonObject } from '../json/json.ts';
import type { Api } from '../pipeline/call/result.ts';
import type { Carried } from './carried.ts';
import type { Dialect } from './dialect.ts';
import type { Recognised } from './forms.ts';
import type { InputProblem } from './text-range.ts';

/** What a text was read as, or why it cannot be read. */
export type ReadResult =
  | { readonly ok: false; readonly problems: readonly InputProblem[] }
  | {
      readonly ok: true;
      readonly dialect: Dialect;
      readonly api: Api;
      readonly recognised: Recognised;
      /** The keyword arguments of the LiteLLM call; `modelId` and the body of a call to Bedrock itself. */
      readonly request: JsonObject;
      /** True where the text is the JSON of `request` itself, and nothing else. */
      readonly asTyped: boolean;
      /** How the request travels, where the text says so: the URL path and the headers. */
      readonly carried: Carried;
      readonly warnings: readonly InputProblem[];
    };
