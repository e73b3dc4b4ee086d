import { z } from 'zod';
import { isWithin, type Pointer, pointerOf } from '../../../shared/json/pointer.ts';
import type { LedgerEntry } from '../../../shared/pipeline/ledger/entry.ts';
import { transformAsProfile } from '../../../shared/strict/transform-as-profile.ts';
import { callInput, listOf, profileAnswer, profileOutput, readCall, readProfile } from '../request-input.ts';
import { defineTool, ToolError } from '../tool.ts';

const MOST = 40;

/** Names of parameters that are offered where the one asked for is not there. */
const MOST_NAMES = 30;

/** The place that a name, a pointer or a path (`messages[0].content`) means, the likeliest first. */
const pointersOf = (text: string): readonly Pointer[] =>
  text.startsWith('/') ? [text] : [`/${text}`, pointerOf(text.replace(/\[(\d+)\]/g, '.$1').split('.'))];

export const explainParameter = defineTool({
  name: 'explain_parameter',
  title: 'What becomes of one parameter',
  description:
    'Follows one parameter of a request (its name, a path such as messages[0].name, or a JSON pointer) through LiteLLM to the body: kept, renamed, mapped, moved, consumed, dropped, refused or leaked, where it ends, by which rule and how that is known.',
  input: {
    ...callInput,
    parameter: z.string().max(500).describe('A name, a path or a JSON pointer into the request'),
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
    const { ledger } = transformAsProfile(input);
    const about = (pointer: Pointer): readonly LedgerEntry[] =>
      ledger.entries.filter(({ from }) =>
        from.some((place) => isWithin(place, pointer) || isWithin(pointer, place)),
      );
    const places = pointersOf(call.parameter);
    const pointer = places.find((place) => about(place).length > 0);
    if (pointer === undefined) {
      const names = Object.keys(input.request).slice(0, MOST_NAMES).join(', ');
      throw new ToolError(
        `Nothing is said of ${call.parameter}: the request has no such parameter. It has: ${names}. What LiteLLM adds to the body by itself, inspect_request shows with include_body.`,
      );
    }
    const entries = about(pointer);
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
