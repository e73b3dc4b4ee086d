import { beyondBody } from '../beyond-body.ts';
import type { CheckContext, Finding } from '../families/family.ts';
import { ENDS } from './ends.ts';
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

const about = (finding: Pick<Finding, 'sentence' | 'why' | 'source' | 'confirmed'>): Finding => ({
  pointer: '',
  key: null,
  status: 404,
  errorType: 'ResourceNotFoundException',
  fixes: [],
  ...finding,
});

/**
 * The finding on a model that is no longer served on the day that is asked about: Bedrock answers 404. Where no
 * day is asked about it warns, for what is on record of its bodies was answered while it lived. In its last
 * months some accounts are shut out: that is a warning, for it depends on the account.
 */
export function lifecycleFindings({ base, asOf }: CheckContext): readonly Finding[] {
  const end = ENDS.find(({ models }) => models.test(base));
  if (!end) return [];
  const { date, evidence } = end;
  if (asOf === null) {
    // Told only where somebody saw it happen.
    if (!evidence.some((one) => one.grade === 'quoted' && (one.date ?? '') >= date)) return [];
    return [
      about({
        sentence: ENDED,
        why: `Bedrock answers 404 ResourceNotFoundException to this model since ${date}; the rest of the verdict is of the time before.`,
        source: evidence,
        confirmed: false,
      }),
    ];
  }
  if (asOf >= date)
    return [
      about({
        sentence: ENDED,
        why: `The model is not served since ${date}.`,
        source: evidence,
        confirmed: true,
      }),
    ];
  if (asOf < before(date, NOTICE)) return [];
  return [
    about({
      sentence: LEGACY,
      why: `The model is served until ${date}; accounts that have not used it lately are told so. It depends on the account, not on the body.`,
      source: [...(beyondBody(404, LEGACY)?.evidence ?? []), ...evidence],
      confirmed: false,
    }),
  ];
}

/** The first day on which a model is not served, `YYYY-MM-DD`; null where none is announced. `modelId`: with geography or without. */
export function endOfModel(modelId: string): string | null {
  const model = readModelId(modelId);
  const base = model.kind === 'foundation' ? model.base : modelId;
  return ENDS.find(({ models }) => models.test(base))?.date ?? null;
}
