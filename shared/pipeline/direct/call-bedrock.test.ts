import { describe, expect, it } from 'vitest';
import { transform } from '../transform.ts';
import { namedStream } from './call-bedrock.ts';

const request = { modelId: 'us.a.b-v1:0', messages: [], stream_chunk_size: 5 };

describe('a call to Bedrock itself', () => {
  it('is sent as it is, in every release', () => {
    for (const profile of ['litellm-1.87', 'litellm-1.109'] as const) {
      expect(
        transform({ api: 'chat', request, profile, direct: { route: 'invoke', stream: true } }),
      ).toMatchObject({
        kind: 'outgoing',
        outgoing: {
          path: '/model/us.a.b-v1%3A0/invoke-with-response-stream',
          body: { messages: [], stream_chunk_size: 5 },
        },
        ledger: {
          entries: [{ from: ['/messages'] }, { from: ['/stream_chunk_size'] }, { from: ['/modelId'] }],
        },
      });
    }
  });

  it('names its operation where that streams: it is told by the path, and any other operation is a key of the body', () => {
    const sentFor = (operation: string) =>
      transform({
        api: 'chat',
        request: { ...request, operation },
        profile: 'litellm-1.109',
        direct: { route: 'invoke', stream: namedStream({ operation }, 'invoke') ?? false },
      });
    const { messages, stream_chunk_size } = request;
    expect(sentFor('InvokeModelWithResponseStream')).toMatchObject({
      outgoing: {
        path: '/model/us.a.b-v1%3A0/invoke-with-response-stream',
        body: { messages, stream_chunk_size },
      },
      ledger: { entries: [{}, {}, { from: ['/modelId'] }, { from: ['/operation'], to: { part: 'path' } }] },
    });
    expect(sentFor('ConverseStream')).toMatchObject({
      outgoing: { path: '/model/us.a.b-v1%3A0/invoke', body: { operation: 'ConverseStream' } },
    });
  });

  it('has no other route', () => {
    expect(
      transform({
        api: 'chat',
        request,
        profile: 'litellm-1.109',
        route: 'converse',
        direct: { route: 'invoke', stream: false },
      }),
    ).toMatchObject({ kind: 'refused', error: { type: 'DirectCall' } });
  });

  it('needs a model', () => {
    const direct = { route: 'converse', stream: false } as const;
    expect(
      transform({ api: 'chat', request: { messages: [] }, profile: 'litellm-1.109', direct }),
    ).toMatchObject({ kind: 'invalid', error: { pointer: '' } });
  });
});
