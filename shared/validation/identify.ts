import { cause } from './cause.ts';
import { quoted } from './evidence.ts';
import { type ModelId, readModelId } from './models/model-id.ts';
import { standingOf } from './models/nearest.ts';
import type { Answer } from './native.ts';
import type { Evidence, ValidationInput } from './problem.ts';

/** What is asked of a model, before its body is looked at. */
export type ModelAsked = Omit<ValidationInput, 'body'>;

const SHORT_ALIAS: Evidence = {
  source: 'public notes on us.anthropic.claude-haiku-4-5, which lacks its day and version',
  url: null,
  date: '2026-09',
  grade: 'quoted',
};

/** Until about then an unknown model was one that is not found. */
const INVALID_SINCE = '2024-04';

function invalidId({ modelId, asOf = null }: ModelAsked, meant?: string): Answer {
  const why =
    meant === undefined
      ? `\`${modelId}\` is no model id, inference profile or ARN that Bedrock knows.`
      : `The model is called \`${meant}\`.`;
  const source =
    meant === undefined
      ? 'strands #38, pi #4993, dify #3693'
      : [
          quoted('opensearch-project/agent-health', 298, '2026-06-17'),
          quoted('tailcallhq/forgecode', 2644, '2026-03-23'),
          quoted('tombii/better-ccflare', 49, '2026-02-16'),
          SHORT_ALIAS,
        ];
  if (asOf === null || asOf >= INVALID_SINCE)
    return cause('The provided model identifier is invalid.', why, source);
  const sentence = 'Could not resolve the foundation model from the provided model identifier.';
  const rest = { status: 404, errorType: 'ResourceNotFoundException' } as const;
  return cause(sentence, why, 'truera/trulens #779', rest);
}

/** In 2024 ids with a context window behind their version fitted no pattern. */
const WINDOWS_SINCE = '2024-06';
const ID_PATTERN =
  '(arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:(([0-9]{12}:custom-model/[a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}/[a-z0-9]{12})|(:foundation-model/[a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([.:]?[a-z0-9-]{1,63}))|([0-9]{12}:imported-model/[a-z0-9]{12})|([0-9]{12}:provisioned-model/[a-z0-9]{12})))|([a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([.:]?[a-z0-9-]{1,63}))|(([0-9a-zA-Z][_-]?)+)';

const windowed = ({ modelId, asOf = null }: ModelAsked): Answer | undefined =>
  asOf !== null && asOf < WINDOWS_SINCE && /:\d+k$/.test(modelId)
    ? cause(
        `1 validation error detected: Value '${modelId}' at 'modelId' failed to satisfy constraint: Member must satisfy regular expression pattern: ${ID_PATTERN}`,
        'The context window is no part of an id that is called on demand.',
        [quoted('n8n-io/n8n', 9084, '2024-04-08')],
      )
    : undefined;

/** What speaks against a model id itself, or the model read off it with the nearest one that is known. */
export function identify(
  asked: ModelAsked,
): Answer | { readonly model: ModelId; readonly nearest: string | null } {
  const { modelId } = asked;
  const refused = windowed(asked);
  if (refused) return refused;
  const model = readModelId(modelId);
  if (model.kind === 'invalid') return invalidId(asked);
  const standing = model.kind === 'foundation' ? standingOf(model.base) : ({ kind: 'listed' } as const);
  if (standing.kind === 'unlike') return invalidId(asked);
  if (standing.kind === 'misspelt') return invalidId(asked, standing.meant);
  return { model, nearest: standing.kind === 'near' ? standing.nearest : null };
}
