import type { Profile } from './profile.ts';
import data from './registry.json';
import { namesIn, perRelease } from './timeline.ts';

/** The parameter names that one LiteLLM release treats specially; read by `oracle/inside/dump_registry.py`. */
interface Registry {
  /** Names that `completion()` takes for itself. */
  readonly internal: ReadonlySet<string>;
  /** OpenAI chat completion parameters. */
  readonly openai: ReadonlySet<string>;
  /** Parameters that reach the map stage; OpenAI parameters outside this set are lost on the way. */
  readonly mappable: ReadonlySet<string>;
  /** AWS settings that every Bedrock transform takes out. */
  readonly aws: ReadonlySet<string>;
  /** True where names that begin with `_litellm_` are internal as well. */
  readonly prefix: boolean;
}

const registryFor = perRelease(
  (release): Registry => ({
    internal: namesIn(data.internal, release),
    openai: namesIn(data.openai, release),
    mappable: namesIn(data.mappable, release),
    aws: namesIn(data.aws, release),
    prefix: namesIn(data.prefix, release).size > 0,
  }),
);

/** Every name that some release takes for itself or for a setting of AWS. */
const SOMEWHERE: ReadonlySet<string> = new Set([...Object.keys(data.internal), ...Object.keys(data.aws)]);

/** Names that no registry lists although they steer LiteLLM alone (`filter_internal_params`, private switches). */
export const UNLISTED_INTERNAL: ReadonlySet<string> = new Set([
  'skip_mcp_handler',
  'mcp_handler_context',
  '_skip_mcp_handler',
  'stream_chunk_size',
  'drop_params',
  'additional_drop_params',
  'cache_control_injection_points',
  'fake_stream',
  'json_mode',
  'aws_session_tags',
  'aws_bedrock_project_id',
]);

/** What the profile's release knows about parameter names. */
export function registryOf(profile: Profile): Registry {
  return registryFor(profile.release);
}

/** True for a name that this release takes for itself. */
export function isInternal(name: string, profile: Profile): boolean {
  const registry = registryOf(profile);
  return registry.internal.has(name) || (registry.prefix && name.startsWith('_litellm_'));
}

/** True for a name that steers LiteLLM in any release, whether or not the release at hand filters it. */
export function isInternalAnywhere(name: string): boolean {
  return UNLISTED_INTERNAL.has(name) || name.startsWith('_litellm_') || SOMEWHERE.has(name);
}

/** Every name that any release's registry lists, AWS settings and unlisted switches included. */
export function knownKeys(): readonly string[] {
  return [...new Set([...UNLISTED_INTERNAL, ...SOMEWHERE])];
}
