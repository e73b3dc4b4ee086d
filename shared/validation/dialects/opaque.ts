import type { Dialect } from './dialect.ts';
import { orderLikeEverit } from './everit.ts';

/** The form that never names a key (dialect C): langchain-aws #185, promptfoo #913, litellm #33401. */
export const opaque: Dialect = {
  order: orderLikeEverit,
  sentence: () => 'Validation Error',
  answer: () => 'Validation Error',
};
