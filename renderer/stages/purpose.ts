import type { StageId } from '../../shared/pipeline/ledger/rule.ts';

/** What each stage does, in one sentence. */
export const STAGE_PURPOSE: Readonly<Record<StageId, string>> = {
  parse: 'Reads the text and recognises its form.',
  route: 'Reads route, family, model id and geography off the model string.',
  map: 'Renames, converts, drops or refuses the supported parameters.',
  filter: 'Takes internal parameters out, as far as this release does.',
  build: 'Puts messages and parameters into the body, adds constants, URL and headers.',
  validate: 'Holds the body against the family’s rules, in Bedrock’s own words.',
  sign: 'Signs with SigV4 or a bearer token, in the main process.',
  send: 'Sends through the AWS SDK and taps the raw frames.',
};
