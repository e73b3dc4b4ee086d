import { remembered } from '../../text/remembered.ts';
import { beyondBody } from '../beyond-body.ts';
import type { CheckContext, Finding } from '../families/family.ts';
import type { Life } from '../problem.ts';
import { ENDS, type End } from './ends.ts';
import { readModelId } from './model-id.ts';

const ENDED =
  'This model version has reached the end of its life. Please refer to the AWS documentation for more details.';
/** Models in their last months are closed to accounts that have not used them lately. */
const LEGACY =
  'Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 30 days. Please upgrade to an active model on Amazon Bedrock';
/** Shortest notice that AWS gives of an end, in days. */
const NOTICE = 180;

const before = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

const endOf = remembered((base): End | null => ENDS.find(({ models }) => models.test(base)) ?? null);

/** The refusal of a model that is no longer served on the day that is asked about: Bedrock answers 404. */
export function lifecycleFindings({ base, asOf }: CheckContext): readonly Finding[] {
  const end = endOf(base);
  if (!end || asOf === null || asOf < end.date) return [];
  return [
    {
      pointer: '',
      key: null,
      sentence: ENDED,
      why: `The model is not served since ${end.date}.`,
      source: end.evidence,
      confirmed: true,
      status: 404,
      errorType: 'ResourceNotFoundException',
      fixes: [],
    },
  ];
}

/** The first day on which a model is not served, `YYYY-MM-DD`; null where none is announced. `modelId`: with geography or without. */
export function endOfModel(modelId: string): string | null {
  const model = readModelId(modelId);
  const base = model.kind === 'foundation' ? model.base : modelId;
  return endOf(base)?.date ?? null;
}

/**
 * What stands with a model beside the verdict on a body: in its last months that accounts are shut out that have not
 * used it lately; where no day is asked about, that it has ended since what is on record of it was answered.
 */
export function lifeOf(base: string, asOf: string | null): Life | null {
  const end = endOf(base);
  if (!end) return null;
  const { date: ends, evidence } = end;
  if (asOf === null) {
    // Told only where somebody saw it happen.
    if (!evidence.some((one) => one.grade === 'quoted' && (one.date ?? '') >= ends)) return null;
    const note = `Bedrock answers 404 ResourceNotFoundException to this model since ${ends}; the verdict is of the time before.`;
    return { ends, note, evidence };
  }
  if (asOf >= ends || asOf < before(ends, NOTICE)) return null;
  const note = `The model is served until ${ends}. Whatever the body, an account that has not used it in the last 30 days is answered 404: \u201c${LEGACY}\u201d`;
  return { ends, note, evidence: [...(beyondBody(404, LEGACY)?.evidence ?? []), ...evidence] };
}
