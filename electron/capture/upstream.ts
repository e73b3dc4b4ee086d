import { awsAddress, type BedrockService, isRegion } from '../../shared/capture/destination.ts';
import type { Redactor } from '../../shared/redaction/redactor.ts';
import { refuseLeaving } from '../bedrock/aws-endpoint.ts';
import { EndpointRefused } from '../bedrock/failures.ts';
import { type Route, routeTo } from '../bedrock/route.ts';
import type { BedrockTarget } from '../bedrock/target.ts';
import { Identities } from './identities.ts';
import type { Signer } from './sign.ts';

/** The region of signatures where neither client nor target names one; the simulator takes any. */
const DEFAULT_REGION = 'us-east-1';

/** Where one call goes on to, and who signs it. */
export interface Upstream {
  /** Its path is a prefix, without a slash at the end. */
  readonly base: URL;
  readonly prefix: string;
  readonly signer: Signer;
  readonly region: string;
}

/** The endpoints that Strata itself listens on: nothing is passed on to them. */
export type OwnPorts = () => readonly number[];

const isOwn = (url: URL, ports: readonly number[]): boolean =>
  /^(?:127\.|localhost$|\[::1\]$)/.test(url.hostname) && ports.includes(Number(url.port));

/** Finds the way of a call: never by what the request says of its host, only by its region, path and the target. */
export class Upstreams {
  readonly #identities: Identities;
  readonly #isTrusted: (host: string) => boolean;
  readonly #ownPorts: OwnPorts;

  constructor(
    secrets: Pick<Redactor, 'learn'>,
    isTrusted: (host: string) => boolean,
    ownPorts: OwnPorts = () => [],
  ) {
    this.#identities = new Identities(secrets);
    this.#isTrusted = isTrusted;
    this.#ownPorts = ownPorts;
  }

  /**
   * The way to `service` for a call that was signed for `region` (null where nothing tells). Rejects with
   * `EndpointRefused` or `CredentialsError`, whose sentences are for the user.
   */
  async find(target: BedrockTarget, service: BedrockService, region: string | null): Promise<Upstream> {
    const route = await routeTo(target, this.#isTrusted);
    const asked = region ?? (target.kind === 'aws' ? target.region : DEFAULT_REGION);
    if (!isRegion(asked))
      throw new EndpointRefused({
        message: `${JSON.stringify(asked)} is no AWS region.`,
        hint: 'Look at the region that the program is set to.',
      });
    const reached = service === 'bedrock' ? { ...route, redirect: null } : route;
    const base = new URL(baseOf(reached, service, asked));
    if (isOwn(base, this.#ownPorts()))
      throw new EndpointRefused({
        message: `The target ${base.host} is Strata's own capture port: calls would run in a circle.`,
        hint: 'Choose another target, or take AWS_ENDPOINT_URL… out of the environment that Strata is started in.',
      });
    const refused =
      service === 'bedrock-runtime' && target.kind === 'aws'
        ? refuseLeaving(base.href, route.redirect)
        : null;
    if (refused) throw new EndpointRefused(refused);
    const signer = await this.#identities.signer(reached, asked);
    return { base, prefix: base.pathname.replace(/\/$/, ''), signer, region: asked };
  }
}

function baseOf({ target, redirect }: Route, service: BedrockService, region: string): string {
  if (target.kind !== 'aws') return target.url;
  return redirect?.url ?? awsAddress(service, region);
}
