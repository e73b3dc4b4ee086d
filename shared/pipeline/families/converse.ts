import type { Family } from '../call/family.ts';
import { BETA_HEADER } from '../converse/betas.ts';
import { buildConverse } from '../converse/build.ts';
import { mapConverse } from '../converse/map.ts';
import { acceptedFields } from '../converse/native-fields.ts';
import { supportedParameters } from '../converse/supported.ts';

/** The Converse route: one request form for every model, with model-native fields beside it. */
export const converse: Family = {
  id: 'converse',
  label: 'Converse',
  ownHeaders: [BETA_HEADER],
  supported: supportedParameters,
  accepts: acceptedFields,
  map: mapConverse,
  build: buildConverse,
};
