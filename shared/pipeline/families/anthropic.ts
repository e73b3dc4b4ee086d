import type { Family } from '../family.ts';
import { objectOf } from '../params.ts';

/** Claude 3 and later on the invoke route, OpenAI chat form. */
export const anthropic: Family = {
  id: 'anthropic',
  label: 'Anthropic Claude (Messages)',
  supported: () => [],
  accepts: () => [],
  map: (params) => params,
  build: (params, context) => ({ body: objectOf(params, context.trace), headers: {} }),
};
