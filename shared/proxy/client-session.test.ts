import { describe, expect, it } from 'vitest';
import { namesSession } from './client-session.ts';
import type { ClientCall, Entry } from './entry.ts';

const asked = (entry: Entry, call: Partial<ClientCall>): boolean =>
  namesSession({ path: '/v1/chat/completions', headers: {}, body: {}, ...call }, entry);

describe('The session of a client’s call', () => {
  it.each<readonly [string, Entry, Partial<ClientCall>]>([
    ['LiteLLM’s own headers, however short', 'chat', { headers: { 'X-LiteLLM-Session-Id': 's' } }],
    [
      'a header of the program’s vendor',
      'chat',
      { headers: { 'x-claude-code-session-id': 'e96634a3-fa28' } },
    ],
    ['a header without a vendor', 'responses', { headers: { 'x-session-id': 'abcd1234' } }],
    [
      'what Codex sends',
      'responses',
      { headers: { 'user-agent': 'codex_cli_rs/0.5', session_id: 'abcd1234' } },
    ],
    ['baggage', 'chat', { headers: { baggage: 'user.id=4, session.id = abc' } }],
    ['an argument', 'chat', { body: { litellm_session_id: 's' } }],
    ['metadata', 'embeddings', { body: { metadata: { session_id: 's' } } }],
    ['metadata beside those of the proxy', 'messages', { body: { metadata: { session_id: 's' } } }],
    ['what Claude Code writes', 'messages', { body: { metadata: { user_id: 'user_a_session_b-1' } } }],
    ['tags of a call to Bedrock', 'pass-through', { body: { requestMetadata: { sessionId: 's' } } }],
    [
      'tags in the header for them',
      'pass-through',
      { headers: { 'x-amzn-bedrock-request-metadata': '{"threadId":"t"}' } },
    ],
  ])('is told by %s', (_, entry, call) => {
    expect(asked(entry, call)).toBe(true);
  });

  it.each<readonly [string, Entry, Partial<ClientCall>]>([
    ['nothing', 'chat', {}],
    ['a vendor’s id that is no id', 'chat', { headers: { 'x-claude-code-session-id': 's' } }],
    [
      'Codex’s header from another program',
      'chat',
      { headers: { 'user-agent': 'curl/8', session_id: 'abcd1234' } },
    ],
    ['the proxy’s metadata in a chat', 'chat', { body: { litellm_metadata: { session_id: 's' } } }],
    [
      'metadata that hide the client’s',
      'messages',
      {
        body: { litellm_metadata: { session_id: '' }, metadata: { session_id: 's' } },
      },
    ],
    ['members of a call that is passed through', 'pass-through', { body: { litellm_session_id: 's' } }],
    ['a header that is no JSON', 'pass-through', { headers: { 'x-amzn-bedrock-request-metadata': '{' } }],
  ])('is not told by %s', (_, entry, call) => {
    expect(asked(entry, call)).toBe(false);
  });
});
