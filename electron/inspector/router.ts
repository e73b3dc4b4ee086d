import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import { audit, auditText } from './audit.ts';
import { Flows } from './flow.ts';
import { inspect } from './inspect.ts';
import { modelOptions } from './models.ts';
import { send } from './send.ts';
import type { Services } from './services.ts';

/** Binds the contract to the inspector; both hosts serve this one router. */
export function createRouter(services: Services) {
  const os = implement(contract);
  const flows = new Flows();
  return os.router({
    host: os.host.handler(() => services.host),
    inspect: os.inspect.handler(({ input }) => inspect(input, input.direct ? null : services.proxy.config())),
    send: os.send.handler(({ input, signal = new AbortController().signal }) => {
      const events = send(input, services, signal);
      return input.flow === undefined ? events : flows.pace(input.flow, events, signal);
    }),
    took: os.took.handler(({ input }) => flows.took(input.flow, input.events)),
    trust: os.trust.handler(({ input }) => {
      services.trust(input.host);
      return services.targets();
    }),
    faults: os.faults.handler(({ signal = new AbortController().signal }) => services.faults(signal)),
    proxy: {
      set: os.proxy.set.handler(({ input }) => services.proxy.set(input.text, input.name)),
      follow: os.proxy.follow.handler(({ signal = new AbortController().signal }) =>
        services.proxy.follow(signal),
      ),
    },
    targets: os.targets.handler(() => services.targets()),
    notices: os.notices.handler(() => services.notices()),
    audit: os.audit.handler(({ input, signal }) =>
      audit(input.profile, input.against, signal ?? new AbortController().signal),
    ),
    auditRequest: os.auditRequest.handler(({ input }) => ({ text: auditText(input.key, input.column) })),
    models: os.models.handler(({ input }) => modelOptions(input.profile)),
    simulator: {
      settings: os.simulator.settings.handler(() => services.simulator.settings()),
      change: os.simulator.change.handler(({ input }) => services.simulator.change(defined(input))),
      play: os.simulator.play.handler(({ input }) => services.simulator.play(input.scenario)),
    },
  });
}
export type Router = ReturnType<typeof createRouter>;

/** A partial without its undefined members, which would overwrite what is set. */
function defined<T extends object>(partial: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(partial).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
