import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../json/json.ts';
import { converse, fates, sent } from '../testing.ts';

const NOVA = 'us.amazon.nova-pro-v1:0';
const TAKES = 'litellm-1.108.14';

const asked = (url: string, more: JsonObject = {}): Json => [
  { role: 'user', content: [{ type: 'image_url', image_url: { url, ...more } }] },
];
const block = (messages: Json, at = '/messages/0/content/0'): Json | undefined =>
  sent(converse(NOVA, { messages }, TAKES), at);

describe('media by s3:// on Converse in 1.108.9 to 1.108.14', () => {
  it.each<[string, string, string]>([
    ['s3://b/a.png', 'image', 'png'],
    ['s3://b/a.JPG', 'image', 'jpeg'],
    ['s3://b/a.mov', 'video', 'mov'],
    ['s3://b/a.3gp', 'video', 'three_gp'],
  ])('%s is told by its name: %s, %s', (uri, kind, format) => {
    expect(block(asked(uri))).toEqual({ [kind]: { source: { s3Location: { uri } }, format } });
  });

  it('believes the media type that is given, also of what an assistant said', () => {
    const content = [{ type: 'image_url', image_url: { url: 's3://b/x', format: 'video/x-matroska' } }];
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content },
      { role: 'user', content: 'b' },
    ];
    expect(block(messages, '/messages/1/content/0')).toEqual({
      video: { source: { s3Location: { uri: 's3://b/x' } }, format: 'mkv' },
    });
  });

  it('names a document after its address and the owner of its bucket beside it', () => {
    const file = { file_id: 's3://b/d.pdf', bucket_owner: '123456789012' };
    const messages = [{ role: 'user', content: [{ type: 'file', file }] }];
    const result = converse(NOVA, { messages }, TAKES);
    expect(sent(result, '/messages/0/content/0/document')).toEqual({
      source: { s3Location: { uri: 's3://b/d.pdf', bucketOwner: '123456789012' } },
      format: 'pdf',
      name: expect.stringMatching(/^DocumentPDFmessages_[0-9a-f]{16}_pdf$/),
    });
    expect(fates(result, '/messages/0/content/0/file/bucket_owner')).toEqual(['moved']);
  });

  it.each<[string, JsonObject]>([
    ['s3://b/d', {}],
    ['s3://b/.png', {}],
    ['s3://b/a.json', {}],
    ['s3://b/a.mp3', { format: 'audio/mp3' }],
    ['s3://b/a.png', { bucket_owner: '' }],
  ])('refuses %s with %j', (url, more) => {
    expect(converse(NOVA, { messages: asked(url, more) }, TAKES).kind).toBe('refused');
  });

  it.each(['litellm-1.108.8', 'litellm-1.109.1'] as const)('%s takes no address', (profile) => {
    expect(converse(NOVA, { messages: asked('s3://b/a.png') }, profile).kind).toBe('crashed');
  });
});
