import type { Family } from '../call/family.ts';
import { BETA_HEADER } from './converse/build/betas.ts';
import { buildConverse } from './converse/build/build.ts';
import { acceptedFields } from './converse/build/native-fields.ts';
import { mapConverse } from './converse/map/map.ts';
import { supportedParameters } from './converse/map/supported.ts';

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
