import { isArray, type Json, type JsonObject } from '../../json/json.ts';
import type { Profile } from '../profiles/profile.ts';
import { Stop } from '../stop.ts';

/** Words that count as yes where 1.109 reads a switch from configuration. */
const YES: readonly string[] = ['true', '1', 'yes', 'on', 't', 'y'];

/** The caller's `drop_params`; since 1.109 words such as "true" count, too. */
export function readDropParams(request: JsonObject, { release }: Profile): boolean {
  const { drop_params: value } = request;
  if (value === true) return true;
  if (release < 109) return false;
  return value === 1 || (typeof value === 'string' && YES.includes(value.trim().toLowerCase()));
}

const isChunkSize = (value: Json): boolean =>
  typeof value === 'number'
    ? Number.isInteger(value) && value > 0
    : typeof value === 'string' && /^\d{1,18}$/.test(value) && Number(value) > 0;

function checkChunkSize(request: JsonObject, profile: Profile): void {
  const { stream_chunk_size: size } = request;
  if (profile.release < 109 || size === undefined || size === null || isChunkSize(size)) return;
  if (readDropParams(request, profile)) return;
  throw new Stop('refused', {
    type: 'BadRequestError',
    message: `stream_chunk_size must be a positive whole number; ${JSON.stringify(size)} was given.`,
  });
}

/**
 * Arguments that decide whether Bedrock is called at all. Throws `Stop` where it is not.
 * Source: `completion()`, `parse_control_options`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function checkControl(request: JsonObject, profile: Profile): void {
  checkChunkSize(request, profile);
  const { deployment_id: deployment = null, azure } = request;
  if (deployment === null && azure !== true) return;
  if (deployment !== null && typeof deployment !== 'string') {
    throw new Stop('refused', { type: 'BadRequestError', message: 'deployment_id must be a string.' });
  }
  throw new Stop('crashed', {
    type: 'APIError',
    message: 'deployment_id (or azure) makes LiteLLM call Azure; Bedrock is not called.',
  });
}

/**
 * Arguments that end a call once its parameters are mapped. Throws `Stop` where they do.
 * Source: `completion()`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function checkDispatch(request: JsonObject, { release }: Profile): void {
  const { mock_response: mock = null, additional_drop_params: names = null } = request;
  if (release >= 109 ? mock !== null : Boolean(mock)) {
    throw new Stop('refused', {
      type: 'MockResponse',
      message: 'mock_response makes LiteLLM answer by itself; nothing is sent.',
    });
  }
  if (release < 109 || names === null || (isArray(names) && names.every((name) => typeof name === 'string')))
    return;
  throw new Stop('crashed', {
    type: 'APIConnectionError',
    message: 'additional_drop_params must be a list of names.',
  });
}
