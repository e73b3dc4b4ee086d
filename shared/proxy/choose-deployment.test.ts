import { describe, expect, it } from 'vitest';
import { type ProfileId, profileOf } from '../pipeline/releases/profile.ts';
import { routedCall } from './choose-by-tags.ts';
import { eligible } from './choose-deployment.ts';
import { readConfig } from './config.ts';
import { entryOf } from './entry.ts';
import { findDeployments } from './find-deployments.ts';

interface Asked {
  readonly tags?: readonly string[];
  readonly header?: string;
  readonly agent?: string;
  /** The router's settings, as YAML writes them; filtering by tags alone by default. */
  readonly router?: string;
  readonly path?: string;
  readonly release?: ProfileId;
}

/** The numbers of the deployments that may serve a call, of those named `m` with these parameters. */
function serving(params: readonly string[], asked: Asked): number[] {
  const { tags = [], router = 'enable_tag_filtering: true', path = '/v1/chat/completions' } = asked;
  const list = params.map((more) => {
    const [own = '', info = ''] = more.split(' info: ');
    return `  - { model_name: m, litellm_params: { model: bedrock/x${own} }${info && `, model_info: {${info}}`} }\n`;
  });
  const read = readConfig(`model_list:\n${list.join('')}router_settings: { ${router} }\n`);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const found = findDeployments(read.config, 'm', { release: '1.109.1' });
  if (!found.ok) throw new Error(found.message);
  const { release } = profileOf(asked.release ?? 'litellm-1.87.0');
  const headers = { 'X-LiteLLM-Tags': asked.header ?? '', ...(asked.agent && { 'user-agent': asked.agent }) };
  const entry = entryOf(path)?.entry ?? 'chat';
  const routed = routedCall({ path, headers, body: { metadata: { tags } } }, entry, release);
  return eligible(found.candidates, read.config, routed, release).map((one) => found.candidates.indexOf(one));
}

const TAGGED = [', tags: [free]', ', tags: [paid, fast]', ', tags: [default]'];
const AGENTS = [
  ", tag_regex: ['^User-Agent: claude-'], tags: [a]",
  ", tag_regex: ['(']",
  ', tags: [default]',
];
const ALL_TAGS = 'enable_tag_filtering: true, tag_filtering_match_any: false';
const MARKED = 'enable_tag_filtering: true, tag_routing_prefix: "to:"';
const OPEN = [', tags: [a] info: allow_fail_open: true', ', tags: [default]'];
const NEW = 'litellm-1.109.1';

describe('of several deployments', () => {
  it.each<readonly [string, readonly string[], Asked, readonly number[]]>([
    ['those that share a tag with the call', TAGGED, { tags: ['fast'] }, [1]],
    ['those that share a tag with its header', TAGGED, { header: 'other, free' }, [0]],
    ['the default ones for unknown tags', TAGGED, { header: 'nobody' }, [2]],
    ['the default ones for no tags', TAGGED, {}, [2]],
    ['none for unknown tags without default', [', tags: [a]'], { tags: ['b'] }, []],
    ['all for no tags without default', [', tags: [a]', ''], {}, [0, 1]],
    ['those of the lowest order', [', order: 2', ', order: 1', ''], {}, [1]],
    ['those with a weight', [', weight: 0', ', weight: 3', ''], {}, [1]],
    ['all where the first has no weight', ['', ', weight: 3'], {}, [0, 1]],
    ['since 1.102 those with a weight whichever they are', ['', ', rpm: 3'], { release: NEW }, [1]],
    [
      'whatever their weight for another strategy',
      [', weight: 0', ', weight: 3'],
      { router: 'routing_strategy: least-busy' },
      [0, 1],
    ],
    ['those with a share of requests, where none has a weight', [', rpm: 10', ''], {}, [0]],
    ['all where nothing tells', ['', ''], {}, [0, 1]],
    ['any where the router pays no heed to tags', TAGGED, { tags: ['fast'], router: '' }, [0, 1, 2]],
    [
      'those that have all tags, where that is asked for',
      TAGGED,
      { tags: ['fast', 'paid'], router: ALL_TAGS },
      [1],
    ],
    ['those for everybody where nobody has all', TAGGED, { tags: ['fast', 'free'], router: ALL_TAGS }, [2]],
    [
      'none where nobody has all that it knows (1.109)',
      TAGGED,
      { tags: ['fast', 'free'], router: ALL_TAGS, release: NEW },
      [],
    ],
    ['those of its program', AGENTS, { agent: 'claude-cli/2' }, [0]],
    ['those for everybody where it is another program', AGENTS, { agent: 'curl/8' }, [2]],
    ['a sign before a tag for a part of it (1.87)', TAGGED, { tags: ['!free'] }, [2]],
    ['those without a tag (1.109)', ['', ', tags: [a]'], { tags: ['!a'], release: NEW }, [0]],
    ['none where nobody is without it (1.109)', TAGGED, { tags: ['!default'], release: NEW }, []],
    ['those that have what it insists on (1.109)', TAGGED, { tags: ['&paid', '&fast'], release: NEW }, [1]],
    [
      'none where what it insists on is elsewhere (1.109)',
      TAGGED,
      { tags: ['&paid', 'free'], release: NEW },
      [],
    ],
    [
      'those that its marked tags name (1.109)',
      TAGGED,
      { tags: ['free', 'to:paid'], router: MARKED, release: NEW },
      [1],
    ],
    ['those for everybody, where an entry lets it (1.109)', OPEN, { tags: ['&b'], release: NEW }, [1]],
    ['none where an invented tag hides an answer (1.109)', OPEN, { tags: ['&b', '&a'], release: NEW }, []],
    [
      'by tags where an entry asks for it (1.109)',
      [', tags: [a] info: enable_tag_filtering: true', ''],
      { tags: ['a'], router: '', release: NEW },
      [0],
    ],
    [
      'those for everybody on the pass-through',
      TAGGED,
      { header: 'paid', path: '/bedrock/model/m/invoke' },
      [2],
    ],
    [
      'those of its tags on the pass-through (1.109)',
      TAGGED,
      { header: 'paid', path: '/bedrock/model/m/invoke', release: NEW },
      [1],
    ],
    [
      'those for everybody where it counts',
      TAGGED,
      { header: 'paid', path: '/v1/messages/count_tokens', release: NEW },
      [2],
    ],
  ])('takes %s', (_, params, asked, expected) => {
    expect(serving(params, asked)).toEqual(expected);
  });
});

it.each([
  ['goes to the first known default fallback', '"x-*"', ['gone', 'm'], 'm'],
  ['is refused where no wildcard lets the router see it', 'x', ['m'], null],
  ['is refused where no fallback is known', '"x-*"', ['gone'], null],
])('a model that no deployment names %s', (_, other, fallbacks, name) => {
  const read = readConfig(
    `model_list:\n  - { model_name: m, litellm_params: { model: bedrock/y } }\n  - { model_name: ${other}, litellm_params: { model: bedrock/z } }\nlitellm_settings: { default_fallbacks: [${fallbacks.join(', ')}] }\n`,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const found = findDeployments(read.config, 'unknown', { release: '1.109.1' });
  expect(found.ok ? found.candidates.map(({ deployment }) => deployment.name) : null).toEqual(name && [name]);
  if (found.ok) expect(found.followed).toEqual(['/litellm_settings/default_fallbacks/1']);
});
