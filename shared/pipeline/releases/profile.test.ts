import { describe, expect, it } from 'vitest';
import { KNOWN_RELEASES, latestPatch, NEWEST, neighbours } from './known.ts';
import { isProfileId, PROFILE_IDS, profileOf, readProfileId } from './profile.ts';
import { sameCode } from './same.ts';
import { standingOf, standingText } from './standing.ts';

describe('A profile', () => {
  it.each([
    ['litellm-1.96.2', 'litellm-1.96.2'],
    ['1.96.2', 'litellm-1.96.2'],
    ['v1.96', 'litellm-1.96'],
    [' LiteLLM 1.110.2 ', 'litellm-1.110.2'],
    ['latest', 'litellm-latest'],
    ['strict', 'strict'],
    ['litellm-1', null],
    ['litellm-1.96.2.post1', null],
    ['gpt-4', null],
    ['', null],
  ])('is read from %j as %j', (text, id) => {
    expect(readProfileId(text)).toBe(id);
  });

  it('is sent in one form alone', () => {
    expect(PROFILE_IDS.every(isProfileId)).toBe(true);
    expect(['1.96.2', 'v1.96', 'litellm-v1.96', 'latest', 'litellm-1.96.2 ', 5].some(isProfileId)).toBe(
      false,
    );
  });

  it('of a minor version is its latest patch, and litellm-latest the newest release', () => {
    expect(profileOf('litellm-1.96').release).toBe('1.96.2');
    expect(profileOf('litellm-latest').release).toBe(NEWEST);
    expect(latestPatch('1.107')).toBeUndefined();
  });

  it('of a version that nobody knows is the nearest one before it, and says that it approximates', () => {
    expect(profileOf('litellm-1.107').release).toBe(latestPatch('1.106'));
    expect(profileOf('litellm-1.96.1')).toMatchObject({ label: 'LiteLLM 1.96.1', release: '1.96.0' });
    expect(profileOf('litellm-9.9.9')).toMatchObject({ release: NEWEST, standing: { kind: 'approximate' } });
    expect(profileOf('litellm-1.2.3')).toMatchObject({
      release: profileOf('litellm-1.80.0').release,
      standing: { kind: 'approximate' },
    });
  });

  it('keeps no more of them than anybody chooses', () => {
    const first = profileOf('litellm-1.96.2');
    for (let i = 0; i < 1000; i++) profileOf(`litellm-3.${i}`);
    expect(profileOf('litellm-1.96.2')).toEqual(first);
    expect(profileOf('litellm-1.96.2')).not.toBe(first);
  });
});

describe('The standing of a release', () => {
  it('names the recorded release that stands for it, and is the better the nearer that is', () => {
    for (const { release, measured, like } of KNOWN_RELEASES) {
      const standing = standingOf(release);
      const { before, after } = neighbours(release);
      expect(standing.as).toBe((like ? { release: like } : (before ?? after))?.release);
      if (measured) expect(standing.as).toBe(release);
      if (like) expect(sameCode(release)).toContain(like);
      if (standing.kind === 'same') expect(after?.measured?.changed).toBe(0);
    }
  });

  it('is told in a sentence with its figures', () => {
    const measured = { cases: 10_088, equal: 10_015, changed: 0 };
    expect(
      standingText({ kind: 'recorded', of: '1.90.0', as: '1.90.0', measured, warning: null, until: null }),
    ).toBe('Recorded: 10,015 of 10,088 recorded cases are equal.');
    const until = { release: '1.91.0', changed: 12 } as const;
    expect(
      standingText({ kind: 'approximate', of: '1.90.3', as: '1.90.0', measured, warning: null, until }),
    ).toBe(
      'Approximate: shown as 1.90.0 (10,015 of 10,088 recorded cases are equal); 12 cases change until 1.91.0.',
    );
  });

  it('has a known release for every day at most once a version, the oldest first', () => {
    const versions = KNOWN_RELEASES.map(({ release }) => release);
    expect(new Set(versions).size).toBe(versions.length);
    expect(KNOWN_RELEASES.every(({ date }) => /^20\d\d-\d\d-\d\d$/.test(date))).toBe(true);
  });

  it('warns of the releases that put credentials into bodies', () => {
    expect(standingOf('1.79.2').warning).toContain('credential leak');
    expect(standingText(profileOf('litellm-1.79.2').standing)).toMatch(
      /aws_secret_access_key.* Approximate: shown as 1\.80\.7, the nearest that was recorded/,
    );
    expect(standingOf('1.79.3').warning).toBeNull();
  });
});
