import { FATES } from '../../shared/pipeline/ledger/fate.ts';
import { STAGES } from '../../shared/pipeline/ledger/rule.ts';
import { stageName } from '../incoming/describe.ts';
import { STAGE_PURPOSE } from '../stages/purpose.ts';
import { VERDICT_WORDS } from '../ui/verdict-words.ts';

interface Words {
  readonly group: string;
  readonly words: readonly (readonly [string, string])[];
}

const word = (name: keyof typeof VERDICT_WORDS) => [name, VERDICT_WORDS[name]] as const;

/** The words that stand on the screen, and what they mean. */
export const WORDS: readonly Words[] = [
  { group: 'Fates: what becomes of a value', words: Object.entries(FATES) },
  { group: 'Stages, in order', words: STAGES.map((id) => [stageName(id), STAGE_PURPOSE[id]] as const) },
  {
    group: 'Verdicts: what Bedrock answers',
    words: [
      word('predicted'),
      ['recorded', 'The rule stands on an answer of the service that was recorded.'],
      ['quoted', 'The rule stands on a public report that quotes the service.'],
      ['documented', 'The rule stands on AWS’s documentation alone.'],
      ['inferred', 'Nobody has seen Bedrock say so; such a rule warns and never refuses.'],
      word('not modelled'),
      ['filtered', 'The same request with everything left out that the model refuses.'],
    ],
  },
  {
    group: 'Answers',
    words: [
      word('as predicted'),
      word('not as predicted'),
      word('fault injected'),
      ['delivery', 'Frames that become visible together, because they came in one read.'],
      ['stall', 'The longest time in which nothing became visible.'],
    ],
  },
];
