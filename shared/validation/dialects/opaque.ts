import type { Dialect } from './dialect.ts';
import { orderLikeEverit } from './everit.ts';

const always = (words: string): Dialect => ({
  order: orderLikeEverit,
  sentence: () => words,
  answer: () => words,
});

/** The form that never names a key (dialect C): langchain-aws #185, promptfoo #913, litellm #33401. */
export const opaque: Dialect = always('Validation Error');

/** The same of Cohere Embed v4, recorded by vercel/ai. */
export const malformed: Dialect = always(
  'Malformed request. Please check your parameter/values and try again.',
);
