import {
  DEFAULT_PROFILE,
  type ProfileId,
  profileOf,
  readProfileId,
} from '../../shared/pipeline/releases/profile.ts';
import { standingText } from '../../shared/pipeline/releases/standing.ts';
import { UsageError } from './command.ts';
import type { Output } from './output.ts';

/** Whose transform is modelled. */
export const PROFILE_OPTION = { profile: { type: 'string', default: DEFAULT_PROFILE } } as const;

/** What `--profile` takes, for the texts of `--help`. */
export const PROFILE_HELP =
  'litellm-1.96.2 (any version), litellm-1.96 (its latest patch), litellm-latest, strict';

/** The profile that an option names; `besides` are the option's other values. Throws {@link UsageError}. */
export function profileNamed(option: string, value: string, besides: readonly string[] = []): ProfileId {
  const id = readProfileId(value);
  if (id === null)
    throw new UsageError(
      `--${option} is ${[...besides, PROFILE_HELP].join(', ')}; “${value}” is none of them.`,
    );
  return id;
}

/** Says on stderr where another release than the one that was asked for has to stand for it. */
export function sayStanding(id: ProfileId, output: Output): void {
  const { label, standing, strict } = profileOf(id);
  if (strict || standing.kind === 'recorded') return;
  output.complain(`${label}: ${standingText(standing)}`);
}
