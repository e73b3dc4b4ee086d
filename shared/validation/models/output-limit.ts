import type { Finding } from '../families/family.ts';
import { type Capabilities, evidenceFor, isSeen } from './capabilities/capability.ts';

/** The words for an answer that is asked to be longer than `most` tokens. */
export type TooLong = (most: number, asked: number) => string;

const EXCEEDS = 'The maximum tokens you requested exceeds the model limit of';
/** As Converse says it. */
const withAdvice: TooLong = (most) =>
  `${EXCEEDS} ${most}. Try again with a maximum tokens value that is lower than ${most}.`;
/** As InvokeModel says it. */
export const withoutAdvice: TooLong = (most) => `${EXCEEDS} ${most}`;

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
  sentence: TooLong = withAdvice,
): readonly Finding[] {
  if (!output || typeof maxTokens !== 'number' || maxTokens <= output.is) return [];
  return [
    {
      pointer,
      key: pointer.split('/').at(-1) ?? null,
      sentence: sentence(output.is, maxTokens),
      why: 'The model gives no longer answers.',
      source: evidenceFor(output),
      confirmed: isSeen(output),
      fixes: [{ kind: 'set', pointer, value: output.is }],
    },
  ];
}
