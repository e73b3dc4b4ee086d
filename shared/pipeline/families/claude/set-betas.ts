import type { Context } from '../../call/context.ts';
import { noteUnsent, type Param, type Params } from '../../call/params.ts';
import type { Target } from '../../models/target.ts';
import { withoutUnlisted } from '../../models/unlisted-betas.ts';
import { has } from '../../releases/behaviours.ts';
import {
  callerBetas,
  headerBetasOf,
  isGuardedBeta,
  isListedForBedrock,
  mergedHeader,
  splitBetas,
  usedBetas,
} from './betas.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';

/** The betas of a call: the HTTP header (null: none) and the list in the body. */
interface Betas {
  readonly header: string | null;
  readonly body: readonly string[];
}

/** Which betas a call needs: the caller's, those of parameters, and those of features in use. */
export function betasOf(mapped: Params, built: Params, context: Context, target: Target): Betas {
  const { release } = context.profile;
  const caller = callerBetas(context);
  const header = mergedHeader(caller.header, headerBetasOf(mapped, release), release);
  const inHeader = header === null ? [] : splitBetas(header);
  if (!has(release, 'own-betas-added')) return { header, body: inHeader };
  const guarded = has(release, 'safeguards-guard-betas') && !mapped.has('safeguards');
  const kept = inHeader.filter((beta) => !guarded || !isGuardedBeta(beta));
  const used = usedBetas(mapped, built.get('thinking')?.value, context, target);
  const all = [...new Set([...kept, ...used])].sort();
  if (has(release, 'betas-by-bedrock-list')) return { header, body: all.filter(isListedForBedrock) };
  return {
    header,
    body: has(release, 'betas-by-unsupported-list') ? withoutUnlisted(all, 'invoke', release) : all,
  };
}

/** Puts the betas into the body, each with its origin. */
export function setBetas(params: Map<string, Param>, { body }: Betas, context: Context): void {
  if (body.length === 0 && has(context.profile.release, 'empty-betas-left-out')) return;
  const { trace } = context;
  const caller = callerBetas(context);
  const given = params.get('anthropic_beta');
  if (given) noteUnsent(given, RULE.betaReplaced, trace);
  const list = [...body];
  trace.whole(list, caller.at, caller.at === null ? RULE.betaAdded : RULE.betaHeader);
  body.forEach((beta, i) => {
    const own = caller.at !== null && caller.betas.includes(beta);
    trace.member(list, i, own ? caller.at : null, own ? RULE.betaHeader : RULE.betaAdded);
  });
  params.set('anthropic_beta', { value: list, from: caller.at, rule: RULE.betaHeader });
}
