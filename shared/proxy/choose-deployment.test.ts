import { describe, expect, it } from 'vitest';
import { eligible } from './choose-deployment.ts';
import { readConfig } from './config.ts';
import { findDeployments } from './find-deployments.ts';

/** The numbers of the deployments that may serve a call, of those named `m` with these parameters. */
function serving(
  params: readonly string[],
  call: { tags?: string[]; header?: string } = {},
  filter = true,
): number[] {
  const list = params.map((more) => `  - { model_name: m, litellm_params: { model: bedrock/x${more} } }\n`);
  const read = readConfig(
    `model_list:\n${list.join('')}router_settings: { enable_tag_filtering: ${filter} }\n`,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const found = findDeployments(read.config, 'm');
  if (!found.ok) throw new Error(found.message);
  const headers: Record<string, string> = call.header === undefined ? {} : { 'X-LiteLLM-Tags': call.header };
  const body = { metadata: { tags: call.tags ?? [] } };
  const open = eligible(found.candidates, read.config, { path: '/v1/chat/completions', headers, body });
  return open.map((one) => found.candidates.indexOf(one));
}

const TAGGED = [', tags: [free]', ', tags: [paid, fast]', ', tags: [default]'];

describe('of several deployments', () => {
  it.each([
    ['those that share a tag with the call', TAGGED, { tags: ['fast'] }, [1]],
    ['those that share a tag with its header', TAGGED, { header: 'other, free' }, [0]],
    ['the default ones for unknown tags', TAGGED, { header: 'nobody' }, [2]],
    ['the default ones for no tags', TAGGED, {}, [2]],
    ['none for unknown tags without default', [', tags: [a]'], { tags: ['b'] }, []],
    ['all for no tags without default', [', tags: [a]', ''], {}, [0, 1]],
    ['those of the lowest order', [', order: 2', ', order: 1', ''], {}, [1]],
    ['those with a weight', [', weight: 0', ', weight: 3', ''], {}, [1]],
    ['those with a share of requests, where none has a weight', [', rpm: 10', ''], {}, [0]],
    ['all where nothing tells', ['', ''], {}, [0, 1]],
  ])('takes %s', (_, params, call, expected) => {
    expect(serving(params, call)).toEqual(expected);
  });

  it('pays no heed to tags where the router does not filter by them', () => {
    expect(serving(TAGGED, { tags: ['fast'] }, false)).toEqual([0, 1, 2]);
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
  const found = findDeployments(read.config, 'unknown');
  expect(found.ok ? found.candidates.map(({ deployment }) => deployment.name) : null).toEqual(name && [name]);
  if (found.ok) expect(found.followed).toEqual(['/litellm_settings/default_fallbacks/1']);
});
