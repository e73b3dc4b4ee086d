/** What stands beside a verdict or an answer, and what it means. */
export const VERDICT_WORDS = {
  predicted: 'Worked out here from Bedrock’s rules, before anything is sent.',
  'not modelled': 'Strata has no rules for this model or operation, and says so.',
  'as predicted': 'The same status and the same words.',
  'not as predicted': 'Bedrock said something else: worth a report.',
  'fault injected': 'The simulator was told to let this go wrong.',
} as const;
