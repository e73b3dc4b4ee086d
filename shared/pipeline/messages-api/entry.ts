import type { JsonObject } from '../../json/json.ts';
import { checkFields } from '../completion/check-fields.ts';
import type { Trace } from '../ledger/trace.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';
import { withAdvisor } from './advisor.ts';
import { withCacheMarks } from './cache-marks.ts';
import { withSearchesAsText } from './search-results.ts';

/**
 * What the messages API does with a call before it looks at the model: types checked, replayed
 * searches written as text, cache marks set, an advisor brought into a form that every model knows.
 */
export function enterMessages(request: JsonObject, profile: Profile, trace: Trace): JsonObject {
  checkFields('messages', { request, profile, trace });
  const plain = !has(profile.release, 'search-results-as-text')
    ? request
    : withSearchesAsText(request, profile.release, trace);
  return withAdvisor(withCacheMarks(plain, profile, trace), profile.release, trace);
}
