import { GEOGRAPHIES } from '../../pipeline/models/geographies.ts';
import { PROVIDERS } from '../../pipeline/models/providers.ts';
import { remembered } from '../../text/remembered.ts';
import { documented, latest, quoted } from '../evidence.ts';
import type { CheckContext, Finding } from '../families/family.ts';
import { type Cell, evidenceFor, isSeen } from './capabilities/capability.ts';

/** What a model id says about the model behind it. */
export type ModelId =
  /** A foundation model, perhaps through an inference profile; `base` has no geography prefix. */
  | { readonly kind: 'foundation'; readonly base: string; readonly geography: string | null }
  /** A resource whose ARN does not tell which model serves it. */
  | { readonly kind: 'hidden'; readonly resource: string }
  | { readonly kind: 'invalid' };

const FOUNDATION = new RegExp(
  `^(?:(${GEOGRAPHIES.join('|')})\\.)?((?:${Object.keys(PROVIDERS).join('|')})\\.[a-z0-9](?:[a-z0-9.-]*(?:\\d(?::[a-z0-9]+){1,2})?))$`,
);
const BEDROCK_ARN = /^arn:aws(?:-[a-z-]+)?:bedrock:[a-z0-9-]{1,20}:(\d{12})?:([a-z-]+)\/(.+)$/;
const SAGEMAKER_ARN = /^arn:aws(?:-[a-z-]+)?:sagemaker:[a-z0-9-]+:\d{12}:endpoint\/[A-Za-z0-9-]+$/;
const NAMED_RESOURCES = new Set(['foundation-model', 'inference-profile']);
const HIDDEN_RESOURCES = new Set([
  'application-inference-profile',
  'custom-model',
  'custom-model-deployment',
  'default-prompt-router',
  'imported-model',
  'prompt',
  'prompt-router',
  'provisioned-model',
]);

function foundation(name: string): ModelId {
  const match = FOUNDATION.exec(name);
  return match?.[2]
    ? { kind: 'foundation', base: match[2], geography: match[1] ?? null }
    : { kind: 'invalid' };
}

function named(modelId: string): ModelId {
  if (!modelId.startsWith('arn:')) return foundation(modelId);
  if (SAGEMAKER_ARN.test(modelId)) return { kind: 'hidden', resource: 'endpoint' };
  const [, , resource = '', name = ''] = BEDROCK_ARN.exec(modelId) ?? [];
  if (NAMED_RESOURCES.has(resource)) return foundation(name);
  return HIDDEN_RESOURCES.has(resource) ? { kind: 'hidden', resource } : { kind: 'invalid' };
}

/** The service model takes no longer one, UTF-16 units. */
const LONGEST = 2048;

const asNamed = remembered(named);

/**
 * Reads a model id, an inference profile or an ARN, percent-decoded.
 * Source: identifier grammar of the Bedrock runtime service model (botocore 1.44.5).
 */
export const readModelId = (modelId: string): ModelId =>
  modelId.length > LONGEST ? { kind: 'invalid' } : asNamed(modelId);

/** A context window behind the revision: such ids name what throughput is bought for. No profile bears one. */
const BOUGHT = /:\d+:(?:\d+k|mm)$/;
const BOUGHT_SEEN = [
  quoted('mlcommons/modelbench', 1654, '2026-09-14'),
  documented(
    'AWS page "Supported Region and models for Provisioned Throughput"',
    'https://docs.aws.amazon.com/bedrock/latest/userguide/prov-thru-supported.html',
  ),
];

const bought = (modelId: string): Finding => ({
  pointer: '',
  key: null,
  why: `The id names a context window for provisioned throughput; on demand the model is called by its id without \`${/[^:]+$/.exec(modelId)?.[0]}\`, or through a profile.`,
  source: BOUGHT_SEEN,
  confirmed: true,
  fixes: [],
  ...(modelId.includes('amazon.nova-lite-')
    ? { sentence: 'Model not found.', status: 404, errorType: 'ResourceNotFoundException' }
    : { sentence: "The provided model doesn't support on-demand throughput." }),
});

/** The finding on a model id without on-demand throughput; it warns where only a page says so, or the region decides. */
export function onDemandFindings(model: ModelId, { modelId, row, asOf }: CheckContext): readonly Finding[] {
  const direct =
    model.kind === 'foundation' && model.geography === null && !modelId.includes('inference-profile');
  if (direct && BOUGHT.test(model.base)) return [bought(modelId)];
  const access = direct ? row.access : undefined;
  if (access === undefined || access.is === 'on-demand') return [];
  const everywhere = access.is === 'profile';
  // Without a day what held before may hold.
  const settled = access.before === undefined || asOf !== null;
  return [
    {
      pointer: '',
      key: null,
      sentence: `Invocation of model ID ${modelId} with on-demand throughput isn\u2019t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
      why: everywhere
        ? 'The model is served through inference profiles only, such as the one that begins with "us.".'
        : 'In some regions the model is served by its own id, in others through inference profiles only.',
      source: evidenceFor(access),
      confirmed: everywhere && settled && isSeen(access),
      fixes: [],
    },
  ];
}

/** Whether what is known of a model's profiles was seen on the day that is asked about or later. */
const isOfItsTime = ({ evidence }: Cell<unknown>, asOf: string | null): boolean =>
  asOf !== null && asOf <= (latest(evidence)?.date ?? '');

/** GovCloud is a partition of its own: a model may have profiles there and nowhere else. */
const APART = 'us-gov';

/**
 * The finding on a geography that has no inference profile of the model. Profiles come to be, so where there are some it
 * refuses up to the day on which a refusal was seen, and warns after it.
 */
export function geographyFindings(model: ModelId, { row, asOf }: CheckContext): readonly Finding[] {
  if (model.kind !== 'foundation' || model.geography === null) return [];
  const known = row.geographies;
  if (!known || known.is.includes(model.geography)) return [];
  const noneElsewhere = known.is.every((geography) => geography === APART);
  return [
    {
      pointer: '',
      key: null,
      sentence: 'The provided model identifier is invalid.',
      why:
        known.is.length === 0
          ? 'The model has no inference profiles; it is called by its own id.'
          : `The model has inference profiles in ${known.is.join(', ')}; none is documented in ${model.geography}.`,
      source: known.evidence,
      confirmed: isSeen(known) && ((noneElsewhere && model.geography !== APART) || isOfItsTime(known, asOf)),
      fixes: [],
    },
  ];
}
