import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';

/** Checks that older releases make on the model name where newer ones read a capability flag. */

const spelled = (family: string, minor: string): readonly string[] =>
  ['-', '_'].flatMap((first) => [`${family}${first}4${first}${minor}`, `${family}${first}4.${minor}`]);

const CLAUDE_4_6 = [...spelled('opus', '6'), ...spelled('sonnet', '6')];
const OPUS_4_7 = spelled('opus', '7');
const OPUS_4_8 = spelled('opus', '8');
const CLAUDE_4_5 = [...spelled('sonnet', '5'), ...spelled('haiku', '5'), ...spelled('opus', '5')];

const contains = (name: string, parts: readonly string[]): boolean => {
  const lower = name.toLowerCase();
  return parts.some((part) => lower.includes(part));
};

/** Claude 4.6 or Opus 4.7: thinks adaptively (LiteLLM 1.87 and 1.90). */
export const isClaude46OrOpus47 = (name: string): boolean => contains(name, [...CLAUDE_4_6, ...OPUS_4_7]);

/** Claude 4.5, 4.6 and Opus 4.7: cache points with a time to live, parallel tool use (LiteLLM 1.87 and 1.90). */
export const isClaude45OrLater = (name: string, release: Release): boolean =>
  contains(name, [
    ...CLAUDE_4_5,
    ...(has(release, 'claude-4-6-counts-as-4-5') ? CLAUDE_4_6 : []),
    ...(has(release, 'opus-4-7-counts-as-4-5') ? OPUS_4_7 : []),
  ]);

/** Claude models that take no temperature, top_p or top_k, for ids without the flag (since LiteLLM 1.90). */
export const lostSampling = (name: string): boolean => contains(name, ['fable', ...OPUS_4_7, ...OPUS_4_8]);

/** The computer-use beta a Claude model wants with computer, bash and text editor tools. */
export function computerUseBeta(name: string, release: Release): string {
  if (!has(release, 'computer-beta-by-model')) return 'computer-use-2024-10-22';
  const later = has(release, 'opus-4-7-known') ? OPUS_4_7 : [];
  if (contains(name, [...later, ...CLAUDE_4_6, ...spelled('opus', '5')])) return 'computer-use-2025-11-24';
  const january = ['sonnet-4', 'sonnet_4', 'opus-4', 'opus_4', 'sonnet-3.7', 'sonnet_3.7'];
  const more = ['sonnet-3-7', 'sonnet_3_7', 'haiku-4.5', 'haiku_4.5', 'haiku-4-5', 'haiku_4_5'];
  return contains(name, [...january, ...more]) ? 'computer-use-2025-01-24' : 'computer-use-2024-10-22';
}
