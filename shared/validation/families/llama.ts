import { closed, guessed, integer, list, number, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { type FamilyRules, family } from './family.ts';

const llama = (name: string, longest: Schema): FamilyRules =>
  family({
    id: `llama/${name}`,
    dialect: 'everit',
    source: 'AWS page "Meta Llama models"; langchain-aws PR #44 (Llama 3), langchain-aws #62 (Llama 2)',
    schema: closed(
      {
        prompt: text(),
        temperature: guessed(number({ minimum: 0, maximum: 1 })),
        top_p: guessed(number({ minimum: 0, maximum: 1 })),
        max_gen_len: longest,
        images: list(text()),
      },
      { required: ['prompt'] },
    ),
  });

// "v3 and lower", says public source code of the bound; AWS's page states it for all.
const EARLIER = llama('3', integer({ minimum: 1, maximum: 2048, unconfirmed: ['minimum'] }));
const LATER = llama('4', guessed(integer({ minimum: 1, maximum: 8192 })));

/** Meta Llama, prompt form. There is no key for stop sequences. */
export const llamaRules = (base: string): FamilyRules =>
  /^meta\.llama(2|3-(1|2|8b|70b))/.test(base) ? EARLIER : LATER;
