import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../json/json.ts';
import { bodyOf, converse, fates, sent } from '../testing.ts';

const HAIKU = 'anthropic.claude-3-haiku-20240307-v1:0';
const NOVA = 'us.amazon.nova-pro-v1:0';
const user = (...content: Json[]): Json => [{ role: 'user', content }];
const pdf: Json = {
  type: 'file',
  file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERg==' },
};

describe('images and documents on Converse', () => {
  it('takes a data URL apart into format and bytes', () => {
    const url = 'data:image/png;base64,iVBORw0KGgo=';
    const messages = user({ type: 'image_url', image_url: { url } });
    expect(sent(converse(HAIKU, { messages }), '/messages/0/content/0')).toEqual({
      image: { source: { bytes: 'iVBORw0KGgo=' }, format: 'png' },
    });
  });

  it('believes the caller’s own media type for a file more than the data URL’s', () => {
    const file = { file_data: 'data:text/plain;base64,PGI+', format: 'text/html' };
    const messages = user({ type: 'text', text: 'a' }, { type: 'file', file });
    expect(sent(converse(HAIKU, { messages }), '/messages/0/content/1/document/format')).toBe('html');
  });

  it('makes a video block of a video', () => {
    const messages = user({ type: 'image_url', image_url: 'data:video/mp4;base64,AAAA' });
    expect(sent(converse(NOVA, { messages }), '/messages/0/content/0/video/format')).toBe('mp4');
  });

  it('names a document after a hash of its bytes and tells that the file name is lost', () => {
    const result = converse(HAIKU, { messages: user({ type: 'text', text: 'Sum up.' }, pdf) });
    expect(sent(result, '/messages/0/content/1/document/name')).toMatch(
      /^DocumentPDFmessages_[0-9a-f]{16}_pdf$/,
    );
    expect(fates(result, '/messages/0/content/1/file/filename')).toEqual(['dropped']);
  });

  it('numbers documents that stand there twice since 1.90', () => {
    const messages = user({ type: 'text', text: 'a' }, pdf, pdf);
    const names = (profile: 'litellm-1.87' | 'litellm-1.90'): readonly Json[] =>
      [1, 2].map(
        (i) => sent(converse(HAIKU, { messages }, profile), `/messages/0/content/${i}/document/name`) ?? null,
      );
    const [first, second] = names('litellm-1.90');
    expect(second).toBe(`${String(first)}_2`);
    expect(new Set(names('litellm-1.87')).size).toBe(1);
  });

  it('puts a full stop beside a lone document since 1.109', () => {
    const result = converse(HAIKU, { messages: user(pdf) });
    expect(sent(result, '/messages/0/content/1')).toEqual({ text: '.' });
  });

  it('fails on a media type that Converse does not take, as the release does', () => {
    const messages = user({ type: 'image_url', image_url: 'data:image/bmp;base64,Qk0=' });
    expect(converse(HAIKU, { messages }).kind).toBe('crashed');
  });

  it('says that it does not fetch files from the web', () => {
    const messages = user({ type: 'image_url', image_url: 'https://example.com/a.png' });
    const result = converse(HAIKU, { messages });
    expect(result).toMatchObject({
      kind: 'crashed',
      error: { message: expect.stringContaining('data URL') },
    });
  });
});

describe('cache marks on Converse', () => {
  const marked = (ttl?: string): Json =>
    user({ type: 'text', text: 'Go.', cache_control: { type: 'ephemeral', ...(ttl ? { ttl } : {}) } });
  const point = '/messages/0/content/1/cachePoint';

  it('become a cachePoint behind the content', () => {
    expect(sent(converse(HAIKU, { messages: marked() }), point)).toEqual({ type: 'default' });
  });

  it('keep their time to live for messages since 1.109 only, and tell so', () => {
    const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
    expect(sent(converse(sonnet, { messages: marked('1h') }), point)).toEqual({ type: 'default', ttl: '1h' });
    const older = converse(sonnet, { messages: marked('1h') }, 'litellm-1.90');
    expect(sent(older, point)).toEqual({ type: 'default' });
    expect(fates(older, '/messages/0/content/0/cache_control/ttl')).toEqual(['dropped']);
  });

  it('are left out for models without prompt caching since 1.109', () => {
    const llama = 'meta.llama3-1-8b-instruct-v1:0';
    const result = converse(llama, { messages: marked() });
    expect(bodyOf(result).messages).toEqual([{ role: 'user', content: [{ text: 'Go.' }] }]);
    expect(fates(result, '/messages/0/content/0/cache_control')).toEqual(['dropped']);
    expect(sent(converse(llama, { messages: marked() }, 'litellm-1.90'), point)).toEqual({ type: 'default' });
  });

  it('are four at most under drop_params, the oldest left out', () => {
    const mark = { cache_control: { type: 'ephemeral' } };
    const parts = ['a', 'b', 'c', 'd', 'e'].map((text): Json => ({ type: 'text', text, ...mark }));
    const points = (more: { drop_params?: boolean }): number =>
      JSON.stringify(bodyOf(converse(HAIKU, { messages: user(...parts), ...more }))).split('cachePoint')
        .length - 1;
    expect(points({})).toBe(5);
    expect(points({ drop_params: true })).toBe(4);
    const result = converse(HAIKU, { messages: user(...parts), drop_params: true });
    expect(fates(result, '/messages/0/content/0/cache_control')).toEqual(['dropped']);
  });
});
