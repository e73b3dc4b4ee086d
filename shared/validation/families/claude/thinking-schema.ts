import type { ThinkingKind } from '../../models/capabilities/capability.ts';
import { anything, closed, integer, text } from '../../schema/build.ts';
import type { Schema } from '../../schema/schema.ts';

const shown = { display: anything };
const ALL_KINDS = ['adaptive', 'between_tools', 'disabled', 'enabled'] as const;
const THINKING_KINDS: Readonly<Record<ThinkingKind, Schema>> = {
  adaptive: closed({ type: text(), ...shown, block_binding: anything }),
  between_tools: closed({ type: text(), ...shown, block_binding: anything }),
  disabled: closed({ type: text() }),
  enabled: closed(
    { type: text(), budget_tokens: integer({ minimum: 1024, suggest: 1024 }), ...shown },
    { required: ['budget_tokens'] },
  ),
};

/** Kinds that are read before a model refuses them by name: all of old from the first that is adaptive. */
const readable = (kinds: readonly ThinkingKind[]): readonly ThinkingKind[] =>
  kinds.includes('adaptive')
    ? ALL_KINDS.filter((kind) => kind !== 'between_tools' || kinds.includes(kind))
    : kinds;

/** What `thinking` may be for a generation that takes these kinds, in the order the service lists them. */
export const thinking = (kinds: readonly ThinkingKind[]): Schema => ({
  type: 'object',
  source: 'claudecoder PR #5 and LibreChat #8346 (thinking.enabled.budget_tokens); Anthropic SDK 2.11 types',
  tagged: {
    by: 'type',
    inPath: true,
    variants: Object.fromEntries(readable(kinds).map((kind) => [kind, THINKING_KINDS[kind]])),
    saysNow: {
      adaptive: 'adaptive thinking is not supported on this model',
      between_tools: '"thinking.type.between_tools" is not supported for this model.',
    },
  },
});
