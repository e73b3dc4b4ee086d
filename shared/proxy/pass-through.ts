import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import { child } from '../json/pointer.ts';
import type { Route } from '../pipeline/call/model.ts';
import type { DirectCall } from '../pipeline/call/result.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import { Draft } from './draft.ts';
import type { Candidate } from './find-deployments.ts';

const SOURCE = 'LiteLLM BedrockPassthroughConfig';

/** `/bedrock/model/MODEL/ACTION`. */
const PATH = /(?:^|\/)bedrock(\/model\/(.+)\/([^/]+))$/;

const GUARDRAIL_HEADERS: Readonly<Record<string, string>> = {
  guardrailIdentifier: 'x-amzn-bedrock-guardrailidentifier',
  guardrailVersion: 'x-amzn-bedrock-guardrailversion',
  trace: 'x-amzn-bedrock-trace',
};

export interface PassedCall {
  readonly draft: Draft;
  readonly direct: DirectCall;
}

/** An ARN's slash is the only sign that is encoded. Source: `encode_bedrock_runtime_modelid_arn`. */
const encodedId = (id: string): string => (id.startsWith('arn:') ? id.replaceAll('/', '%2F') : id);

/** The path as LiteLLM writes it: the alias gives way to the deployment's model string, prefix of its route and all. */
function pathFor(given: string, alias: string, { model, deployment }: Candidate): string {
  const named = model.replace(/^bedrock\//, '');
  const path = given.replace(alias, () => named);
  const id = deployment.params.model_id ?? null;
  const whole =
    typeof id === 'string' ? path.replace(/model\/[^/]+\//, () => `model/${encodedId(id)}/`) : path;
  return whole.replace(/(:application-inference-profile)\//, '$1%2F');
}

function guard(
  draft: Draft,
  route: Route,
  stream: boolean,
  chosen: Candidate,
): Readonly<Record<string, string>> {
  const config = chosen.deployment.params.guardrailConfig ?? null;
  if (!isObject(config)) return {};
  const at = child(child(chosen.deployment.pointer, 'litellm_params'), 'guardrailConfig');
  if (route === 'converse') {
    const { streamProcessingMode: _, ...plain } = config;
    const before = draft.originOf('guardrailConfig');
    if (before)
      draft.lose({ origin: before, why: 'The deployment’s guardrail takes its place.', source: SOURCE });
    draft.remove('guardrailConfig');
    draft.set('guardrailConfig', stream ? config : plain, { from: 'deployment', pointer: at });
    return {};
  }
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]: readonly [string, Json]) => {
      const name = lookUp(GUARDRAIL_HEADERS, key);
      if (name === undefined || typeof value !== 'string') return [];
      return [[name, key === 'trace' ? value.toUpperCase() : value]];
    }),
  );
}

/**
 * A call that the proxy passes on to Bedrock as it is: the body is untouched, the path names the deployment's model.
 * Null where the path is none of InvokeModel or Converse.
 * Source: `bedrock_proxy_route`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function passOn(
  path: string,
  body: JsonObject,
  chosen: Candidate,
  profile: Profile,
): PassedCall | null {
  const [, given = '', alias = '', action = ''] = PATH.exec(path.replace(/[?#].*$/, '')) ?? [];
  const route: Route | null = action.startsWith('converse')
    ? 'converse'
    : action.startsWith('invoke')
      ? 'invoke'
      : null;
  if (route === null) return null;
  const draft = new Draft();
  for (const [key, value] of Object.entries(body)) {
    draft.set(key, value, { from: 'client', pointer: child('', key) }, body);
  }
  const stream = action.includes('stream');
  const guarded = has(profile.release, 'pass-through-guardrail') || profile.strict;
  const headers = guarded ? guard(draft, route, stream, chosen) : {};
  return { draft, direct: { route, stream, passed: { path: pathFor(given, alias, chosen), headers } } };
}
