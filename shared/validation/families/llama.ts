import type { Json } from '../../json/json.ts';
import { type Capabilities, type Cell, evidenceFor, isSeen } from '../models/capabilities/capability.ts';
import { closed, integer, list, number, text } from '../schema/build.ts';
import { type FamilyRules, family } from './family.ts';

function llama({ nativeOutput }: Partial<Capabilities>): FamilyRules {
  return family({
    id: `llama/${nativeOutput?.is}`,
    dialect: 'everit',
    source: 'AWS page "Meta Llama models"; langchain-aws PR #44 (Llama 3), langchain-aws #62 (Llama 2)',
    schema: closed(
      {
        prompt: text(),
        temperature: number({ minimum: 0, maximum: 1 }),
        top_p: number({ minimum: 0, maximum: 1 }),
        max_gen_len: integer({
          minimum: 1,
          ...(nativeOutput ? { maximum: nativeOutput.is, source: evidenceFor(nativeOutput) } : {}),
          unconfirmed: nativeOutput && isSeen(nativeOutput) ? [] : ['maximum'],
        }),
        images: list(text()),
      },
      { required: ['prompt'] },
    ),
  });
}

const made = new WeakMap<Cell<number>, FamilyRules>();
const UNBOUND = llama({});

/** Meta Llama, prompt form. There is no key for stop sequences. */
export function llamaRules(_base: string, _body: Json, row: Partial<Capabilities>): FamilyRules {
  const { nativeOutput } = row;
  if (nativeOutput === undefined) return UNBOUND;
  const rules = made.get(nativeOutput) ?? llama(row);
  made.set(nativeOutput, rules);
  return rules;
}
