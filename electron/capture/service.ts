import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import type { CaptureRule, HeldDecision } from '../../shared/capture/rule.ts';
import type {
  CaptureSettings,
  CaptureState,
  LiveEvent,
  OpenedExchange,
} from '../../shared/contract/capture.ts';
import type { Encoded } from '../../shared/contract/encoded.ts';
import type { SendTarget } from '../../shared/contract/sending.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { refuseEndpoint } from '../../shared/target/address.ts';
import type { BedrockTarget } from '../bedrock/target.ts';
import type { ExchangeSink } from '../history/sink.ts';
import { type BedrockCapture, captureBedrock } from './capture.ts';
import { type ClientFront, frontProxy } from './front.ts';
import { Holds } from './holds.ts';
import { Interventions } from './intervene.ts';
import { joining } from './joiner.ts';
import type { LiveView } from './live/live-view.ts';
import { SessionSecrets } from './live/secrets.ts';
import { Underway } from './live/underway.ts';
import { Notes } from './notes.ts';
import { Programs, type ProgramWanted } from './programs.ts';
import type { Recorded } from './replay.ts';
import { makeTestCall } from './test-call.ts';

export interface CaptureServiceOptions {
  /** The exchanges of this session. */
  readonly live: LiveView;
  /** What happens is told to it. */
  readonly sink: ExchangeSink;
  locate(target: SendTarget): BedrockTarget;
  readonly isTrusted: (host: string) => boolean;
  /** Opens what is not of this session; null where nobody has it. */
  readonly kept?: (
    id: string,
    profile: ProfileId,
    signal: AbortSignal,
  ) => Promise<Encoded<OpenedExchange> | null>;
  /** Asks the user before a program is started, where the window alone is not to decide. */
  readonly confirmProgram?: ((wanted: ProgramWanted) => Promise<boolean>) | undefined;
  /** The answer to the same request in an earlier session; null where nobody has it. */
  readonly recorded?: (row: ExchangeRow, body: Buffer) => Promise<Recorded | null>;
}

/** States of capturing that reach a window at most so often, milliseconds. */
const BATCH_MS = 100;

/** Capturing as the window starts, changes and follows it. */
export class CaptureService {
  readonly #options: CaptureServiceOptions;
  readonly #followers = new Set<() => void>();
  readonly #notes = new Notes(() => this.#changed());
  readonly #holds = new Holds(() => this.#changed());
  readonly #interventions: Interventions;
  readonly #programs: Programs;
  readonly #sink: ExchangeSink;
  readonly #underway: Underway;
  #rules: readonly CaptureRule[] = [];
  #bedrock: BedrockCapture | null = null;
  #front: ClientFront | null = null;
  #target: SendTarget = { kind: 'simulator' };
  #problem = '';
  #calls = 0;
  #starting: Promise<void> = Promise.resolve();

  constructor(options: CaptureServiceOptions) {
    this.#options = options;
    const { live } = options;
    const secrets = new SessionSecrets(live.salt);
    const underway = new Underway(secrets);
    const sink = joining(underway.noting(options.sink));
    this.#sink = sink;
    this.#underway = underway;
    this.#interventions = new Interventions({
      sink,
      holds: this.#holds,
      recorded: async (row, body) =>
        (await live.answered(row, body)) ?? (await options.recorded?.(row, body)) ?? null,
      restore: (id, edited) => underway.restore(id, edited),
      restoreHeaders: (id, edited) => underway.restoreHeaders(id, edited),
      clean: (text) => secrets.clean(text),
      cleanHeaders: (headers) => secrets.shown(headers),
    });
    this.#programs = new Programs({
      onChange: () => this.#changed(),
      clean: (text) => secrets.clean(text),
      confirm: options.confirmProgram,
    });
  }

  /** Takes these rules from the next call on. */
  setRules(rules: readonly CaptureRule[]): CaptureState {
    this.#rules = rules;
    this.#interventions.set(rules);
    this.#changed();
    return this.state();
  }

  /** Ends the hold of a call; false where it does not wait any more. */
  decide(id: string, decision: HeldDecision): boolean {
    return this.#holds.decide(id, decision);
  }

  /** Gives a held call its whole time again; false where it does not wait any more. */
  extendHold(id: string): boolean {
    return this.#holds.extend(id);
  }

  /** Lets every held call go on as it came. */
  release(): CaptureState {
    this.#holds.release();
    return this.state();
  }

  state(): CaptureState {
    return {
      bedrock: this.#bedrock && { url: this.#bedrock.url, port: this.#bedrock.port },
      front: this.#front?.state() ?? null,
      target: this.#target,
      calls: this.#calls,
      notes: this.#notes.list(),
      rules: this.#rules,
      held: this.#holds.list(),
      programs: this.#programs.list(),
      problem: this.#problem,
    };
  }

  /** Brings capturing to what the settings ask; a listener that runs on the port asked for stays. */
  async start(settings: CaptureSettings): Promise<CaptureState> {
    this.#starting = this.#starting.then(() => this.#apply(settings));
    await this.#starting;
    return this.state();
  }

  /** Starts a program with its calls going through Strata, which listens from then on. */
  async run(wanted: ProgramWanted): Promise<CaptureState> {
    if (!this.#bedrock) await this.start({ port: 0, target: this.#target, front: null });
    if (this.#bedrock) {
      this.#problem = await this.#programs.start(wanted, this.#bedrock.url, this.#front?.state().url);
      this.#changed();
    }
    return this.state();
  }

  /** Makes one small call itself, so that the way of a call can be seen before any program is pointed here. */
  async test(): Promise<CaptureState> {
    if (!this.#bedrock) await this.start({ port: 0, target: this.#target, front: null });
    if (this.#bedrock) await makeTestCall(this.#bedrock.url);
    return this.state();
  }

  /** Ends a program that was started so. */
  end(id: string): CaptureState {
    void this.#programs.end(id);
    return this.state();
  }

  /** Ends everything that was started: Strata closes. */
  async close(): Promise<void> {
    await Promise.all([this.#programs.close(), this.stop()]);
  }

  async stop(): Promise<CaptureState> {
    await this.#starting;
    this.#holds.release();
    const running = [this.#bedrock, this.#front];
    this.#bedrock = null;
    this.#front = null;
    await Promise.all(running.map((one) => one?.close()));
    this.#changed();
    return this.state();
  }

  /** The state now and as it changes, until `signal` aborts. */
  async *follow(signal: AbortSignal): AsyncGenerator<CaptureState> {
    let [changed, wake] = [false, (): void => undefined];
    const note = (): void => {
      changed = true;
      wake();
    };
    this.#followers.add(note);
    signal.addEventListener('abort', note);
    try {
      for (;;) {
        yield this.state();
        if (!changed)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        if (signal.aborted) return;
        await new Promise((resolve) => setTimeout(resolve, BATCH_MS));
        changed = false;
      }
    } finally {
      signal.removeEventListener('abort', note);
      this.#followers.delete(note);
    }
  }

  rows(signal: AbortSignal): AsyncGenerator<Encoded<LiveEvent>> {
    return this.#options.live.follow(signal);
  }

  async open(id: string, profile: ProfileId, signal: AbortSignal): Promise<Encoded<OpenedExchange> | null> {
    const { live, kept } = this.#options;
    return (await live.open(id, profile, signal)) ?? (await kept?.(id, profile, signal)) ?? null;
  }

  clear(): void {
    this.#options.live.clear();
  }

  async #apply({ port, target, front }: CaptureSettings): Promise<void> {
    this.#target = target;
    this.#problem = '';
    const { isTrusted, locate } = this.#options;
    const onCall = (): void => {
      this.#calls += 1;
      this.#changed();
    };
    const shared = { sink: this.#sink, notes: this.#notes, onCall };
    try {
      if (this.#bedrock && port !== 0 && port !== this.#bedrock.port) {
        await this.#bedrock.close();
        this.#bedrock = null;
      }
      this.#bedrock ??= await captureBedrock({
        ...shared,
        port,
        target: () => locate(this.#target),
        isTrusted,
        // Named one by one: what a spread object is added to has a hidden class of its own each time, which stays long.
        intervene: ({ id, outbound, gone }) =>
          this.#interventions.of({ id, outbound, gone, row: () => this.#underway.row(id) }),
        simulator: () => locate({ kind: 'simulator' }),
      });
      if (this.#front && JSON.stringify(this.#front.settings) !== JSON.stringify(front)) {
        await this.#front.close();
        this.#front = null;
      }
      const refused = front && refuseEndpoint(front.proxy);
      if (refused) this.#problem = `${refused.message} ${refused.hint}`;
      else if (front) this.#front ??= await frontProxy({ ...shared, ...front });
    } catch (error) {
      this.#problem = `The port cannot be used: ${error instanceof Error ? error.message : String(error)}`;
    }
    this.#changed();
  }

  #changed(): void {
    for (const follower of this.#followers) follower();
  }
}
