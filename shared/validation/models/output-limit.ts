import type { Finding } from '../families/family.ts';
import { isSeen } from './capabilities/capability.ts';
import { capabilitiesOf } from './capabilities/index.ts';

/**
 * The finding on an answer length above what the model gives, in Bedrock's words; it refuses where that
 * was seen, and warns where only a page names the limit.
 * @param base foundation model id without geography prefix
 * @param maxTokens the value as given, in tokens
 * @param pointer where it stands
 */
export function aboveLimit(base: string, maxTokens: unknown, pointer: string): readonly Finding[] {
  const output = capabilitiesOf(base)?.row.output;
  if (!output || typeof maxTokens !== 'number' || maxTokens <= output.is) return [];
  return [
    {
      pointer,
      key: pointer.split('/').at(-1) ?? null,
      sentence: `The maximum tokens you requested exceeds the model limit of ${output.is}. Try again with a maximum tokens value that is lower than ${output.is}.`,
      why: 'The model gives no longer answers.',
      source: output.evidence,
      confirmed: isSeen(output),
      fixes: [{ kind: 'set', pointer, value: output.is }],
    },
  ];
}
