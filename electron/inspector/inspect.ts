import type { InputProblem, InspectInput, InspectResult } from '../../shared/contract/inspection.ts';
import { explainBedrockBody } from '../../shared/input/bedrock-body.ts';
import { rangeAt } from '../../shared/input/position.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { TransformError } from '../../shared/pipeline/call/result.ts';
import { layOut } from '../../shared/pipeline/python/json.ts';
import { locate } from '../../shared/validation/locate.ts';
import { editorOf } from './edit-request.ts';
import { predict } from './predict.ts';
import { routeView } from './route-view.ts';

/**
 * The JSON that positions and edits refer to: the typed text where it is the request itself, and names every key once,
 * so that an edit of a key leaves no other one behind.
 */
function jsonText(text: string, request: JsonObject, isPlain: boolean): string {
  try {
    const typed: unknown = JSON.parse(text);
    const isRequest = isPlain && JSON.stringify(typed) === JSON.stringify(request);
    return isRequest ? text : layOut(request);
  } catch {
    return layOut(request);
  }
}

/** Where a request that can be read but not transformed (no model, messages of a wrong type …) is at fault. */
function located(
  text: string,
  editable: string,
  request: JsonObject,
  error: TransformError & { readonly pointer: Pointer },
): InputProblem {
  const range = text === editable ? locate(text, error.pointer) : null;
  return {
    message: error.message,
    hint: 'Correct this place; the result follows as you type.',
    ...explainBedrockBody(request),
    range: range ?? rangeAt(text, 0, 0),
  };
}

const routesFor = (wanted: InspectInput['route'], auto: Route): readonly Route[] =>
  wanted === 'both' ? ['invoke', 'converse'] : [wanted === 'auto' ? auto : wanted];

/**
 * Reads what the user typed and works out everything there is to see about it. Text that cannot be
 * read gives `unreadable` with line and column; nothing is thrown for bad input.
 */
export function inspect({ text, profile, route, form = 'auto' }: InspectInput): InspectResult {
  const read = readRequest(text, form);
  if (!read.ok) return { kind: 'unreadable', problems: read.problems };
  const { api, request, dialect, recognised, warnings } = read;
  const editable = jsonText(text, request, warnings.length === 0);
  // Most often the route asked for is the one of the model string, so this serves for both.
  const asGiven = predict({ api, request, profile });
  if (asGiven.result.kind === 'invalid') {
    return { kind: 'unreadable', problems: [located(text, editable, request, asGiven.result.error)] };
  }
  const auto: Route = asGiven.result.model?.route ?? 'invoke';
  const editor = editorOf(editable);
  const chunkSize = request.stream_chunk_size;
  return {
    kind: 'inspected',
    dialect,
    api,
    recognised,
    requestText: editable,
    model: typeof request.model === 'string' ? request.model : '',
    stream: request.stream === true,
    chunkSize: typeof chunkSize === 'number' ? chunkSize : null,
    autoRoute: auto,
    warnings,
    views: routesFor(route, auto).map((one) => {
      const prediction = one === auto ? asGiven : predict({ api, request, profile, route: one });
      return routeView({ editor, request, api, profile, route: one }, prediction);
    }),
  };
}
