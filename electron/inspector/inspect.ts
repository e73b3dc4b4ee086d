import type { InputProblem, InspectInput, InspectResult } from '../../shared/contract/inspection.ts';
import { rangeAt } from '../../shared/input/position.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { Route } from '../../shared/pipeline/model.ts';
import type { ProfileId } from '../../shared/pipeline/profiles/profile.ts';
import type { Api } from '../../shared/pipeline/result.ts';
import { transform } from '../../shared/pipeline/transform.ts';
import { locate } from '../../shared/validation/locate.ts';
import { routeView } from './route-view.ts';

/** The JSON that positions and edits refer to: the typed text where it is the request itself. */
function jsonText(text: string, request: JsonObject): string {
  try {
    const typed: unknown = JSON.parse(text);
    const isRequest = JSON.stringify(typed) === JSON.stringify(request);
    return isRequest ? text : JSON.stringify(request, null, 2);
  } catch {
    return JSON.stringify(request, null, 2);
  }
}

/** A request that can be read but not transformed (no model, messages of a wrong type …), with its place. */
function invalid(text: string, request: JsonObject, api: Api, profile: ProfileId): readonly InputProblem[] {
  const result = transform({ api, request, profile });
  if (result.kind !== 'invalid') return [];
  const range = text === jsonText(text, request) ? locate(text, result.error.pointer) : null;
  return [
    {
      message: result.error.message,
      hint: 'Correct this place; the result follows as you type.',
      range: range ?? rangeAt(text, 0, 0),
    },
  ];
}

/** The route that LiteLLM takes for the model string as it stands. */
function autoRoute(request: JsonObject, api: Api, profile: ProfileId): Route {
  const result = transform({ api, request, profile });
  return result.model?.route ?? 'invoke';
}

const routesFor = (wanted: InspectInput['route'], auto: Route): readonly Route[] =>
  wanted === 'both' ? ['invoke', 'converse'] : [wanted === 'auto' ? auto : wanted];

/**
 * Reads what the user typed and works out everything there is to see about it. Text that cannot be
 * read gives `unreadable` with line and column; nothing is thrown for bad input.
 */
export function inspect({ text, profile, route }: InspectInput): InspectResult {
  const read = readRequest(text);
  if (!read.ok) return { kind: 'unreadable', problems: read.problems };
  const { api, request, dialect, warnings } = read;
  const problems = invalid(text, request, api, profile);
  if (problems.length > 0) return { kind: 'unreadable', problems };
  const auto = autoRoute(request, api, profile);
  const editable = jsonText(text, request);
  const chunkSize = request.stream_chunk_size;
  return {
    kind: 'inspected',
    dialect,
    api,
    requestText: editable,
    model: typeof request.model === 'string' ? request.model : '',
    stream: request.stream === true,
    chunkSize: typeof chunkSize === 'number' ? chunkSize : null,
    autoRoute: auto,
    warnings,
    views: routesFor(route, auto).map((one) =>
      routeView({ text: editable, request, api, profile, route: one }),
    ),
  };
}
