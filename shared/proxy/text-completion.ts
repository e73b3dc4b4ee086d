import { isArray, type Json } from '../json/json.ts';
import { child } from '../json/pointer.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import { Draft } from './draft.ts';
import { type Origin, originAt } from './origin.ts';
import { BridgeFailure } from './responses/draft-messages.ts';

const SOURCE = 'LiteLLM text_completion()';

/** OpenAI's parameters of a completion in the order in which LiteLLM hands them on, behind everything else. */
const NAMED = [
  ...[
    'best_of',
    'echo',
    'frequency_penalty',
    'logit_bias',
    'logprobs',
    'max_tokens',
    'n',
    'presence_penalty',
  ],
  ...[
    'stop',
    'stream',
    'stream_options',
    'suffix',
    'temperature',
    'top_p',
    'user',
    'api_base',
    'api_version',
  ],
  ...['api_key', 'custom_llm_provider'],
];
const ELSEWHERE: ReadonlySet<string> = new Set(['model', 'prompt', 'engine', ...NAMED]);

/** The prompts and their places; every one of them becomes a message of the same call. */
function prompts(prompt: Json | undefined): readonly (readonly [Json, string])[] {
  if (typeof prompt === 'string') return [[prompt, '/prompt']];
  if (isArray(prompt ?? null) && typeof (prompt as readonly Json[])[0] === 'string') {
    return (prompt as readonly Json[]).map((one, i) => [one, child('/prompt', i)] as const);
  }
  throw new BridgeFailure(
    'Exception',
    prompt === undefined
      ? 'LiteLLM fails: a completion needs a prompt.'
      : 'On Bedrock LiteLLM takes a text or a list of texts as the prompt, no tokens.',
  );
}

/**
 * The chat call that LiteLLM makes of a text completion: every prompt is what the user says, parameters that chats do
 * not know go on as they are. Throws {@link BridgeFailure} where LiteLLM fails.
 * Source: `text_completion()`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function completionToChat(from: Draft, _profile: Profile): Draft {
  if (from.get('messages') !== undefined) {
    throw new BridgeFailure('TypeError', 'LiteLLM fails: a completion takes a prompt, no messages.');
  }
  const to = new Draft();
  const origin = (pointer: string): Origin => originAt(from.origins, pointer) ?? { from: 'proxy' };
  for (const loss of from.losses) to.lose(loss);
  const model = from.get('model') ?? from.get('engine') ?? null;
  to.set('model', model, origin(from.get('model') === undefined ? '/engine' : '/model'));
  if (from.get('engine') !== undefined && from.get('model') !== undefined) {
    to.lose({
      origin: origin('/engine'),
      why: 'model names the model; engine is its old name.',
      source: SOURCE,
    });
  }
  const messages = prompts(from.get('prompt'));
  to.set(
    'messages',
    messages.map(([content]) => ({ role: 'user', content })),
    origin('/prompt'),
  );
  messages.forEach(([, at], i) => {
    to.note(child(child('/messages', i), 'content'), origin(at));
  });
  const others = Object.keys(from.request).filter((key) => !ELSEWHERE.has(key));
  for (const key of [...others, ...NAMED]) {
    const value = from.get(key) ?? null;
    if (value === null) continue;
    const at = child('', key);
    to.set(key, value, origin(at), from.request);
    for (const [place, one] of from.origins) if (place.startsWith(`${at}/`)) to.note(place, one);
  }
  return to;
}
