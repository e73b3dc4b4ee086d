import { isRegion } from '../../shared/capture/destination.ts';
import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { lookUp } from '../../shared/json/look-up.ts';
import { decoded } from '../../shared/text/decoded.ts';
import { familyOf } from '../../shared/validation/families/index.ts';
import { capabilitiesOf } from '../../shared/validation/models/capabilities/index.ts';
import { KNOWN_MODELS } from '../../shared/validation/models/known.ts';
import { misfitOf } from '../../shared/validation/models/operations.ts';

/** What programs read of Bedrock's control plane before they call a model; the simulator is asked for no region. */
const ACCOUNT = '000000000000';
const SINCE = '2025-01-01T00:00:00Z';

/** The name without the ARN before it. */
const nameIn = (identifier: string): string => decoded(identifier).replace(/^arn:.*\//s, '');

const modelArn = (region: string, id: string): string => `arn:aws:bedrock:${region}::foundation-model/${id}`;

const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  chat: ['TEXT'],
  'video-understanding': ['TEXT'],
  embedding: ['EMBEDDING'],
  rerank: ['TEXT'],
  image: ['IMAGE'],
  video: ['VIDEO'],
  speech: ['SPEECH'],
};

/** One foundation model, as far as Strata's rules know it. */
function modelOf(region: string, id: string): JsonObject {
  const [providerName = '', modelName = ''] = [id.split('.', 1)[0], id.slice(id.indexOf('.') + 1)];
  const row = capabilitiesOf(id)?.row;
  const kind = familyOf(id)?.kind ?? 'chat';
  return {
    modelArn: modelArn(region, id),
    modelId: id,
    modelName,
    providerName,
    inputModalities: kind === 'chat' && row?.media?.is.includes('image') ? ['TEXT', 'IMAGE'] : ['TEXT'],
    outputModalities: [...(lookUp(OUTPUTS, kind) ?? ['TEXT'])],
    responseStreamingSupported: misfitOf('InvokeModelWithResponseStream', id, true) === undefined,
    customizationsSupported: [],
    inferenceTypesSupported: [row?.access?.is === 'profile' ? 'INFERENCE_PROFILE' : 'ON_DEMAND'],
    modelLifecycle: { status: 'ACTIVE' },
  };
}

/** The service's own inference profiles, as far as they are on record. */
function profilesOf(region: string): readonly JsonObject[] {
  return [...KNOWN_MODELS].flatMap((id) =>
    (capabilitiesOf(id)?.row.geographies?.is ?? []).map((geography) =>
      profileOf(region, `${geography}.${id}`),
    ),
  );
}

function profileOf(region: string, id: string): JsonObject {
  const [geography = ''] = id.split('.', 1);
  return {
    inferenceProfileName: `${geography.toUpperCase()} ${id.slice(geography.length + 1)}`,
    inferenceProfileId: id,
    inferenceProfileArn: `arn:aws:bedrock:${region}:${ACCOUNT}:inference-profile/${id}`,
    models: [{ modelArn: modelArn(region, id.slice(geography.length + 1)) }],
    status: 'ACTIVE',
    type: 'SYSTEM_DEFINED',
    createdAt: SINCE,
    updatedAt: SINCE,
  };
}

/** A guardrail: the simulator takes any, and intervenes as its settings say. */
const guardrailOf = (region: string, id: string, version: string): JsonObject => ({
  name: 'Simulated guardrail',
  description: 'Intervenes as the simulator is set.',
  guardrailId: id,
  guardrailArn: `arn:aws:bedrock:${region}:${ACCOUNT}:guardrail/${id}`,
  version,
  status: 'READY',
  blockedInputMessaging: 'Sorry, the model cannot answer this question.',
  blockedOutputsMessaging: 'Sorry, the model cannot answer this question.',
  createdAt: SINCE,
  updatedAt: SINCE,
});

type Read = (region: string, query: URLSearchParams, name: string) => JsonObject | null;

/** Lists that are empty, as in an account without them. */
const empty =
  (member: string): Read =>
  () => ({ [member]: [] });

const is = (value: string | null, of: (one: string) => boolean): boolean => value === null || of(value);

const LISTS: Readonly<Record<string, Read>> = {
  'foundation-models': (region, query) => ({
    modelSummaries: [...KNOWN_MODELS]
      .map((id) => modelOf(region, id))
      .filter(({ providerName, inferenceTypesSupported, outputModalities }) => {
        const has = (list: unknown) => (one: string) => Array.isArray(list) && list.includes(one);
        return (
          is(query.get('byProvider'), (one) => one.toLowerCase() === providerName) &&
          is(query.get('byInferenceType'), has(inferenceTypesSupported)) &&
          is(query.get('byOutputModality'), has(outputModalities))
        );
      }),
  }),
  'inference-profiles': (region, query) => ({
    inferenceProfileSummaries: query.get('type') === 'APPLICATION' ? [] : [...profilesOf(region)],
  }),
  guardrails: empty('guardrails'),
  'custom-models': empty('modelSummaries'),
  'imported-models': empty('modelSummaries'),
  'provisioned-model-throughputs': empty('provisionedModelSummaries'),
  'prompt-routers': empty('promptRouterSummaries'),
};

const DETAILS: Readonly<Record<string, Read>> = {
  'foundation-models': (region, _query, name) =>
    KNOWN_MODELS.has(name) ? { modelDetails: modelOf(region, name) } : null,
  'foundation-model-availability': (_region, _query, name) =>
    KNOWN_MODELS.has(name)
      ? {
          modelId: name,
          agreementAvailability: { status: 'AVAILABLE' },
          authorizationStatus: 'AUTHORIZED',
          entitlementAvailability: 'AVAILABLE',
          regionAvailability: 'AVAILABLE',
        }
      : null,
  'inference-profiles': (region, _query, name) =>
    profilesOf(region).find(({ inferenceProfileId }) => inferenceProfileId === name) ?? null,
  guardrails: (region, query, name) => guardrailOf(region, name, query.get('guardrailVersion') ?? 'DRAFT'),
};

const PATH = /^\/([a-z-]+)(?:\/(.+))?$/s;

/** What a request reads of the control plane. */
export type ControlAnswer =
  | { readonly kind: 'found'; readonly json: JsonObject }
  /** Nothing of this name is there. */
  | { readonly kind: 'missing' };

/**
 * Answers what programs ask the control plane before they work: lists and details of models, inference profiles and
 * guardrails (service model of `bedrock`), out of what Strata's own rules know. Null for other paths and methods.
 * @param region of the signature; it becomes part of names
 */
export function answerControl(method: string, target: string, region: string): ControlAnswer | null {
  const at = target.indexOf('?');
  const [, list = '', identifier] = PATH.exec(at < 0 ? target : target.slice(0, at)) ?? [];
  const read = lookUp(identifier === undefined ? LISTS : DETAILS, list);
  const known = Object.hasOwn(LISTS, list) || Object.hasOwn(DETAILS, list);
  if (method !== 'GET' || !known) return null;
  const query = new URLSearchParams(at < 0 ? '' : target.slice(at + 1));
  const json = read?.(isRegion(region) ? region : 'us-east-1', query, nameIn(identifier ?? '')) ?? null;
  return isObject(json) ? { kind: 'found', json } : { kind: 'missing' };
}
