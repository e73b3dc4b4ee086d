import { isArray, type Json, type JsonObject } from '../../json/json.ts';
import type { Context } from '../call/context.ts';
import { badRequest, crash } from '../call/failures.ts';
import { strip } from '../python/space.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';
import { chunkSizeFault } from './chunk-size.ts';

/** Words that count as yes where LiteLLM reads a switch from configuration. */
const YES: readonly string[] = ['true', '1', 'yes', 'on', 't', 'y'];

/** The caller's `drop_params`; since 1.102 words such as "true" count, too. */
export function readDropParams(request: JsonObject, { release }: Profile): boolean {
  const { drop_params: value } = request;
  if (value === true) return true;
  if (!has(release, 'drop-params-by-word')) return false;
  return value === 1 || (typeof value === 'string' && YES.includes(strip(value).toLowerCase()));
}

function checkChunkSize(request: JsonObject, profile: Profile, dropParams: boolean): void {
  const fault = has(profile.release, 'chunk-size-checked') && !dropParams ? chunkSizeFault(request) : null;
  if (fault !== null) throw badRequest(fault);
}

/** A provider that is no text cannot be put in front of the model. */
function checkProviderType(provider: Json | undefined, { strict }: Profile): void {
  if (strict || !isTruthy(provider) || typeof provider === 'string') return;
  throw badRequest(`custom_llm_provider must be a string; ${JSON.stringify(provider)} was given.`);
}

/** Marks that LiteLLM sets on its own asynchronous calls; in a plain call they leave it without its logging object. */
const ASYNC: readonly string[] = ['acompletion', 'aembedding', 'aimg_generation', 'atext_completion'];

/**
 * Throws a `crashed` Stop where a plain call carries such a mark. Calls by the messages API are
 * asynchronous and may. Source: `client()` of LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function checkPlainCall(request: JsonObject, { strict }: Profile): void {
  const mark = strict ? undefined : ASYNC.find((key) => request[key] === true);
  if (mark === undefined) return;
  crash(`${mark} says that the call is an asynchronous one, which it is not.`);
}

/**
 * Arguments that decide whether Bedrock is called at all. Throws `Stop` where it is not.
 * Source: `completion()`, `parse_control_options`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function checkControl({ request, profile, dropParams }: Context): void {
  checkChunkSize(request, profile, dropParams);
  checkProviderType(request.custom_llm_provider, profile);
  const { deployment_id: deployment = null, azure, model_list: deployments = null } = request;
  if (deployments !== null) {
    crash('model_list makes LiteLLM call the deployments in it instead of the model.');
  }
  if (deployment === null && azure !== true) return;
  if (deployment !== null && typeof deployment !== 'string') {
    throw badRequest('deployment_id must be a string.');
  }
  crash('deployment_id (or azure) makes LiteLLM call Azure; Bedrock is not called.', 'APIError');
}

/** custom_llm_provider may lead the call away from Bedrock, whatever the model string says. */
function checkProvider(provider: Json | undefined, { strict }: Profile): void {
  if (strict || !isTruthy(provider) || provider === 'bedrock') return;
  crash(
    `custom_llm_provider is ${JSON.stringify(provider)}; LiteLLM does not call Bedrock.`,
    'LiteLLMUnknownProvider',
  );
}

/** The argument that makes LiteLLM answer by itself, if there is one. */
function mockingArgument(request: JsonObject, { release }: Profile): string | undefined {
  const { mock_response: response = null } = request;
  if (has(release, 'empty-mock-response-mocks') ? response !== null : isTruthy(response))
    return 'mock_response';
  return ['mock_tool_calls', 'mock_timeout'].find((key) => isTruthy(request[key]));
}

/**
 * Arguments that end a call once its parameters are mapped. Throws `Stop` where they do.
 * Source: `completion()`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function checkDispatch(request: JsonObject, profile: Profile): void {
  const { release } = profile;
  const { additional_drop_params: names = null } = request;
  const mocking = mockingArgument(request, profile);
  if (mocking !== undefined) {
    crash(`${mocking} makes LiteLLM answer by itself; nothing is sent.`, 'MockResponse');
  }
  checkProvider(request.custom_llm_provider, profile);
  if (
    !has(release, 'odd-drop-names-fail') ||
    names === null ||
    (isArray(names) && names.every((name) => typeof name === 'string'))
  )
    return;
  crash('additional_drop_params must be a list of names.');
}
