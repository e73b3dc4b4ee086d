import type { Finding } from '../families/family.ts';
import { type Capabilities, evidenceFor, isSeen } from './capabilities/capability.ts';

/**
 * The finding on an answer length above what the model gives, in Bedrock's words; it refuses where that
 * was seen, and warns where only a page names the limit.
 * @param row what the model takes
 * @param maxTokens the value as given, in tokens
 * @param pointer where it stands
 */
export function aboveLimit(
  { output }: Partial<Capabilities>,
  maxTokens: unknown,
  pointer: string,
): readonly Finding[] {
  if (!output || typeof maxTokens !== 'number' || maxTokens <= output.is) return [];
  return [
    {
      pointer,
      key: pointer.split('/').at(-1) ?? null,
      sentence: `The maximum tokens you requested exceeds the model limit of ${output.is}. Try again with a maximum tokens value that is lower than ${output.is}.`,
      why: 'The model gives no longer answers.',
      source: evidenceFor(output),
      confirmed: isSeen(output),
      fixes: [{ kind: 'set', pointer, value: output.is }],
    },
  ];
}
