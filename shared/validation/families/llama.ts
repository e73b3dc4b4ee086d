import { closed, guessed, integer, list, number, text } from '../schema/build.ts';
import { family } from './family.ts';

/** Meta Llama, prompt form. There is no key for stop sequences. */
export const llama = family({
  id: 'llama',
  dialect: 'everit',
  source: 'AWS page "Meta Llama models"; langchain-aws PR #44 (Llama 3), langchain-aws #62 (Llama 2)',
  schema: closed(
    {
      prompt: text(),
      temperature: guessed(number({ minimum: 0, maximum: 1 })),
      top_p: guessed(number({ minimum: 0, maximum: 1 })),
      max_gen_len: guessed(integer({ minimum: 1, maximum: 2048 })),
      images: list(text()),
    },
    { required: ['prompt'] },
  ),
});
