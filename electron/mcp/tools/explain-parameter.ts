import { z } from 'zod';
import { isWithin, type Pointer } from '../../../shared/json/pointer.ts';
import { transformAsProfile } from '../../../shared/strict/transform-as-profile.ts';
import { callInput, listOf, profileAnswer, profileOutput, readCall, readProfile } from '../request-input.ts';
import { defineTool, ToolError } from '../tool.ts';

const MOST = 40;

const pointerOf = (text: string): Pointer => (text.startsWith('/') ? text : `/${text}`);

export const explainParameter = defineTool({
  name: 'explain_parameter',
  title: 'What becomes of one parameter',
  description:
    'Follows one parameter of a request (its name, or a JSON pointer such as /messages/0/name) through LiteLLM to the body: kept, renamed, mapped, moved, consumed, dropped, refused or leaked, where it ends, by which rule and how that is known.',
  input: {
    ...callInput,
    parameter: z.string().max(500).describe('A name, or a JSON pointer into the request'),
  },
  output: {
    ...profileOutput,
    parameter: z.string(),
    fate_count: z.number(),
    fates: listOf({ fate: z.string(), to: z.string().nullable(), stage: z.string(), why: z.string() }),
  },
  run: async (call) => {
    const profile = readProfile(call.profile);
    const input = readCall(call, profile);
    const pointer = pointerOf(call.parameter);
    const { ledger } = transformAsProfile(input);
    const entries = ledger.entries.filter(({ from }) =>
      from.some((place) => isWithin(place, pointer) || isWithin(pointer, place)),
    );
    if (entries.length === 0)
      throw new ToolError(`Nothing is said of ${pointer}: the request has no such parameter.`);
    return {
      ...profileAnswer(profile),
      parameter: pointer,
      fate_count: entries.length,
      fates: entries.slice(0, MOST).map(({ from, to, rule }) => ({
        fate: rule.fate,
        from,
        to: to ? `${to.part}${to.part === 'body' ? to.pointer : ''}` : null,
        stage: rule.stage,
        why: rule.text,
        source: rule.source,
      })),
    };
  },
});
