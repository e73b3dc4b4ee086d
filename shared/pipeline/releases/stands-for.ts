import { byRelease, type Release } from './release.ts';

/** The releases whose proxies, entry points beside chats and ways back were recorded. */
const RECORDED = ['1.87.0', '1.90.0', '1.109.1'] as const;

const nearest = byRelease(Object.fromEntries(RECORDED.map((version) => [version, version])));

/**
 * The recorded release that stands for another where proxies, further entry points and ways back are concerned: the
 * newest one that is not newer, or the first. Null where the release itself was recorded.
 */
export function standsFor(release: Release): string | null {
  const version = nearest(release);
  return version === release ? null : version;
}

/** The same as a sentence to follow what a proxy or a way back is; empty where the release itself was recorded. */
export function standsForText(release: Release): string {
  const version = standsFor(release);
  return version === null
    ? ''
    : `What proxies and ways back do is recorded of ${RECORDED.join(', ')}; ${release} is shown as ${version}, with what its own code is known to do otherwise.`;
}
