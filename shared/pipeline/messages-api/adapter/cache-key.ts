import { isObject } from '../../../json/json.ts';
import { invokeProvider } from '../../models/provider.ts';
import { loads } from '../../python/json.ts';
import { has } from '../../releases/behaviours.ts';
import { chooseRoute } from '../../route/choice.ts';
import type { Adapting } from './blocks.ts';

/** OpenAI takes keys of so many characters. */
const LONGEST = 64;

/** True where LiteLLM lists `prompt_cache_key` for the model string, whatever the rest of the request asks for. */
function takesCacheKey({ model, release }: Adapting): boolean {
  const { route } = chooseRoute(release, model, {});
  if (route === 'invoke') return invokeProvider(release, model) === 'moonshot';
  return route === 'openai' || route === 'chat_completions';
}

/**
 * The `prompt_cache_key` that 1.109 makes of a `metadata.user_id` in Claude Code's form, a JSON
 * object with a `session_id`: the session's id, at most 64 characters. Null where it makes none.
 * Source: `prompt_cache_key_from_user_id`, LiteLLM 1.109.1.
 */
export function cacheKeyOf(userId: string, adapting: Adapting): string | null {
  if (!has(adapting.release, 'prompt-cache-key')) return null;
  if (!has(adapting.release, 'prompt-cache-key-of-session'))
    return userId !== '' && takesCacheKey(adapting) ? Array.from(userId).slice(0, LONGEST).join('') : null;
  const session = loads(userId);
  const id = isObject(session) && typeof session.session_id === 'string' ? session.session_id : '';
  return id !== '' && takesCacheKey(adapting) ? Array.from(id).slice(0, LONGEST).join('') : null;
}
