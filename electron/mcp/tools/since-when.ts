import { KNOWN_RELEASES } from '../../../shared/pipeline/releases/known.ts';
import type { ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import type { Release } from '../../../shared/pipeline/releases/release.ts';
import { standingOf } from '../../../shared/pipeline/releases/standing.ts';
import { predict } from '../../inspector/predict.ts';
import { callInput, readCall } from '../request-input.ts';
import { defineTool } from '../tool.ts';

/** Releases that are made alike stand together; `from` and `to` are the first and the last of them. */
interface Stretch {
  readonly from: Release;
  to: Release;
  readonly key: string;
  readonly outcome: object;
}

function outcomeUnder(call: Parameters<typeof readCall>[0], release: Release) {
  const profile: ProfileId = `litellm-${release}`;
  const { result, verdict } = predict(readCall({ ...call, profile }, profile));
  if (result.kind !== 'outgoing') {
    const { type, message } = result.error;
    const outcome = { sent: false, kind: result.kind, type, message };
    return { key: JSON.stringify(outcome), outcome };
  }
  const { path, headers, body } = result.outgoing;
  const outcome = { sent: true, path, status: verdict?.status ?? null, message: verdict?.message ?? '' };
  return { key: JSON.stringify([outcome, headers, body]), outcome };
}

const { profile: _, ...input } = callInput;

export const sinceWhen = defineTool({
  name: 'since_when',
  title: 'Between which releases a request changes',
  description:
    'Makes one request under every LiteLLM release that was recorded and gives the stretches of releases with the same body and the same answer of Bedrock, the oldest first. Use it to find the release that broke a call, or the one that mends it.',
  input,
  run: async (call) => {
    const stretches: Stretch[] = [];
    for (const { release } of KNOWN_RELEASES) {
      if (standingOf(release).kind === 'approximate') continue;
      const last = stretches.at(-1);
      const { key, outcome } = outcomeUnder(call, release);
      if (last?.key === key) last.to = release;
      else stretches.push({ from: release, to: release, key, outcome });
    }
    return { stretches: stretches.map(({ from, to, outcome }) => ({ from, to, ...outcome })) };
  },
});
