import { sha256Hex } from '../../../hash/sha256.ts';
import type { Target } from '../../models/target.ts';
import { has } from '../../releases/behaviours.ts';
import type { Release } from '../../releases/release.ts';

/** Python's `str.isalnum` and `str.isalpha`, character by character. */
const ALPHANUMERIC = /[\p{L}\p{Nd}\p{Nl}\p{No}]/u;
const LETTER = /\p{L}/u;

/**
 * A tool name as LiteLLM sends it: characters that Bedrock does not take become `_`, and a name that
 * does not begin with a letter gets an `a` in front. Since 1.90 hyphens stay. LiteLLM lets letters
 * and digits of any script through, which Bedrock refuses; the strict profile does not.
 */
export function toolName(name: string, { release, strict }: Pick<Target, 'release' | 'strict'>): string {
  if (name === '' || /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/.test(name)) return name;
  if (strict) return strictName(name);
  const characters = [...name];
  const kept = (character: string): boolean =>
    ALPHANUMERIC.test(character) ||
    character === '_' ||
    (has(release, 'hyphens-in-tool-names') && character === '-');
  const valid = characters.map((character) => (kept(character) ? character : '_')).join('');
  return LETTER.test(characters[0] as string) ? valid : `a${valid}`;
}

const MAX_NAME = 64;

/** A tool name as Bedrock takes it: ASCII letters, digits, `_` and `-`, a letter first, 64 characters at most. */
function strictName(name: string): string {
  const valid = name.replace(/[^a-zA-Z0-9_-]/gu, '_');
  return (/^[a-zA-Z]/.test(valid) ? valid : `a${valid}`).slice(0, MAX_NAME);
}

const MAX_ID = 64;
const HASH = 8;

/**
 * A tool call id as LiteLLM sends it. Since 1.109 ids that Bedrock would refuse are rewritten, with
 * a hash of the original so that different ids stay different; before, they go out as they are.
 */
export function toolUseId(id: string, release: Release): string {
  if (!has(release, 'tool-ids-sanitized')) return id;
  const sanitized = id.replace(/[^a-zA-Z0-9_.:-]/gu, '_') || 'tool_use_id';
  if (sanitized === id && sanitized.length <= MAX_ID) return id;
  return `${sanitized.slice(0, MAX_ID - HASH - 1)}_${sha256Hex(id).slice(0, HASH)}`;
}
