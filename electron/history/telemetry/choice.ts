import {
  NO_SPANS,
  type SpanState,
  type TelemetrySettings,
  type TelemetryState,
} from '../../../shared/contract/telemetry.ts';
import { refuseReceiver, tracesUrl } from '../../../shared/share/otlp/address.ts';
import type { HistoryClient } from '../process/client.ts';
import { type EnvironmentTarget, environmentTarget } from './environment.ts';
import type { SpanTarget } from './sender.ts';

const OFF: TelemetrySettings = { on: false, endpoint: '', content: false };

/** An address that spans cannot go to. */
export class ReceiverRefused extends Error {
  override readonly name = 'ReceiverRefused';
}

/**
 * What is decided in the window about spans: kept in the store, and in force from the next start on. The headers are
 * those of the environment of this process; the window learns their names.
 */
export class TelemetryChoice {
  readonly #history: HistoryClient;
  readonly #environment: EnvironmentTarget;
  #settings: TelemetrySettings = OFF;
  #begun: Promise<void> | null = null;

  constructor(history: HistoryClient, env: Readonly<Record<string, string | undefined>> = process.env) {
    this.#history = history;
    this.#environment = environmentTarget(env);
  }

  /** Goes on where the last session was: what waited then is sent. Where the store cannot be read nothing is. */
  begin(): Promise<void> {
    this.#begun ??= this.#history.ask
      .telemetry()
      .then((settings) => {
        this.#settings = settings;
        this.#apply();
      })
      .catch(() => undefined);
    return this.#begun;
  }

  /** Throws {@link ReceiverRefused} where spans may not go there. */
  async set(settings: TelemetrySettings): Promise<TelemetryState> {
    await this.begin();
    const refused = settings.endpoint === '' ? null : refuseReceiver(settings.endpoint);
    if (refused) throw new ReceiverRefused(`${refused.message} ${refused.hint}`);
    const kept = { ...settings, on: settings.on && settings.endpoint !== '' };
    await this.#history.ask.saveTelemetry(kept);
    this.#settings = kept;
    this.#apply();
    return this.state();
  }

  async state(): Promise<TelemetryState> {
    await this.begin();
    return this.#with(await this.#history.ask.spanState().catch(() => NO_SPANS));
  }

  /** How it stands, now and after every change. */
  async *follow(signal: AbortSignal): AsyncGenerator<TelemetryState> {
    let wake: () => void = () => undefined;
    let latest: SpanState | null = null;
    const stop = this.#history.follow(
      (event) => {
        if (event.type !== 'telemetry') return;
        latest = event.state;
        wake();
      },
      { rows: false },
    );
    signal.addEventListener('abort', () => wake());
    try {
      yield await this.state();
      while (!signal.aborted) {
        const state = latest;
        latest = null;
        if (state !== null) yield this.#with(state);
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      stop();
    }
  }

  #with(spans: SpanState): TelemetryState {
    const { url, headers, problem } = this.#environment;
    return {
      ...spans,
      problem: spans.problem || problem,
      settings: this.#settings,
      proposed: url,
      headers: headers.map(([name]) => name),
    };
  }

  #apply(): void {
    const { on, endpoint, content } = this.#settings;
    const { headers, protocol, gzip } = this.#environment;
    const target: SpanTarget | null =
      on && refuseReceiver(endpoint) === null
        ? { url: tracesUrl(endpoint), headers, protocol, gzip, content }
        : null;
    this.#history.exportSpans(target);
  }
}
