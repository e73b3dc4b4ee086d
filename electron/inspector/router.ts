import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import { historyRoutes } from '../history/routes.ts';
import { workspaceRoutes } from '../workspace/routes.ts';
import { Flows } from './flow.ts';
import { askInstalled } from './installed.ts';
import { shareRoutes } from './report/routes.ts';
import { send } from './send.ts';
import type { Services } from './services.ts';

const NEVER = new AbortController().signal;

/** Binds the contract to the inspector; both hosts serve this one router. */
export function createRouter(services: Services) {
  const os = implement(contract);
  const flows = new Flows();
  return os.router({
    host: os.host.handler(() => services.host),
    inspect: os.inspect.handler(async ({ input, signal }) => ({
      json: await services.work.one(
        { kind: 'inspect', input, config: input.direct ? null : services.proxy.source() },
        signal ?? NEVER,
      ),
    })),
    inspectNext: os.inspectNext.handler(async ({ input, signal }) => {
      services.texts.note(input);
      const config = input.direct ? null : services.proxy.source();
      const job = { kind: 'inspect-next', question: input, config } as const;
      return { json: await services.work.one(job, signal ?? NEVER) };
    }),
    sinceWhen: os.sinceWhen.handler(async ({ input, signal }) => ({
      json: await services.work.one(
        { kind: 'since-when', input, config: services.proxy.source() },
        signal ?? NEVER,
      ),
    })),
    conversation: os.conversation.handler(async ({ input, signal }) => ({
      json: await services.work.one({ kind: 'conversation', question: input }, signal ?? NEVER),
    })),
    vocabulary: os.vocabulary.handler(async ({ input, signal }) => ({
      json: await services.work.one({ kind: 'vocabulary', ...input }, signal ?? NEVER),
    })),
    send: os.send.handler(({ input, signal = NEVER }) => {
      const events = send(input, services, signal);
      return input.flow === undefined ? events : flows.pace(input.flow, events, signal);
    }),
    took: os.took.handler(({ input }) => flows.took(input.flow, input.events)),
    trust: os.trust.handler(({ input }) => {
      services.trust(input.host);
      return services.targets();
    }),
    faults: os.faults.handler(({ signal = NEVER }) => services.faults(signal)),
    proxy: {
      open: os.proxy.open.handler(({ input }) => services.proxy.open(input.files)),
      change: os.proxy.change.handler(({ input }) => services.proxy.change(input)),
      drop: os.proxy.drop.handler(() => services.proxy.drop()),
      follow: os.proxy.follow.handler(({ signal = NEVER }) => services.proxy.follow(signal)),
    },
    installed: {
      state: os.installed.state.handler(() => services.installed.state()),
      choose: os.installed.choose.handler(() => services.installed.choose()),
      ask: os.installed.ask.handler(({ input, signal }) => askInstalled(input, services, signal ?? NEVER)),
    },
    desk: {
      follow: os.desk.follow.handler(({ signal = NEVER }) => services.desk.follow(signal)),
      newer: os.desk.newer.handler(() => services.desk.newer()),
    },
    targets: os.targets.handler(() => services.targets()),
    notices: os.notices.handler(() => services.notices()),
    audit: os.audit.handler(async function* ({ input, signal = NEVER }) {
      for await (const json of services.work.run({ kind: 'audit', ...input }, signal)) yield { json };
    }),
    auditRequest: os.auditRequest.handler(async ({ input }) => {
      const { auditText } = await import('./audit.ts');
      return { text: auditText(input.key, input.column) };
    }),
    history: historyRoutes(services.history, services.telemetry),
    workspace: workspaceRoutes(services.workspace, services.texts),
    share: shareRoutes(services),
    models: os.models.handler(async ({ input }) => (await import('./models.ts')).modelOptions(input.profile)),
    capture: {
      start: os.capture.start.handler(({ input }) => services.capture.start(input)),
      stop: os.capture.stop.handler(() => services.capture.stop()),
      follow: os.capture.follow.handler(({ signal = NEVER }) => services.capture.follow(signal)),
      rows: os.capture.rows.handler(({ signal = NEVER }) => services.capture.rows(signal)),
      open: os.capture.open.handler(({ input, signal = NEVER }) =>
        services.capture.open(input.id, input.profile, signal),
      ),
      clear: os.capture.clear.handler(() => {
        services.capture.clear();
        return null;
      }),
      rules: os.capture.rules.handler(({ input }) => services.capture.setRules(input.rules)),
      release: os.capture.release.handler(() => services.capture.release()),
      decide: os.capture.decide.handler(({ input }) => services.capture.decide(input.id, input.decision)),
      extend: os.capture.extend.handler(({ input }) => services.capture.extendHold(input.id)),
      run: os.capture.run.handler(({ input }) => services.capture.run(input)),
      test: os.capture.test.handler(() => services.capture.test()),
      end: os.capture.end.handler(({ input }) => services.capture.end(input.id)),
    },
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
