import type { SimulatorSettings } from '../../shared/contract/host.ts';
import { createExchange } from '../http/exchange.ts';
import { DEFAULT_LIMITS } from '../http/limits.ts';
import { type Certificate, listen } from '../http/listener.ts';
import { Invocations } from './invocations.ts';
import { RuleBook } from './scenario/rules.ts';
import { NO_SCENARIO, type Scenario } from './scenario/scenario.ts';
import { DEFAULT_SETTINGS, overlay, type SimulatorOptions } from './settings.ts';
import { PromptCache } from './usage/prompt-cache.ts';

/** Bedrock on loopback. */
export interface Simulator {
  /** For example `http://127.0.0.1:49321`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** The certificate clients must trust, PEM; null without TLS. */
  readonly certificate: string | null;
  settings(): SimulatorSettings;
  /** Changes some settings for the requests that come after; returns all of them. */
  change(partial: Partial<SimulatorSettings>): SimulatorSettings;
  /** Takes the rules of a scenario from the next request on; its settings are laid over those in force. */
  play(scenario: Scenario): void;
  /** How many requests are being answered at this moment. */
  running(): number;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** What answers knows all of Bedrock's rules: the largest part of the simulator, and the first request needs it. */
export const readAnswers = (): Promise<typeof import('./serve.ts')> => import('./serve.ts');

const certificateFor = async (tls: SimulatorOptions['tls']): Promise<Certificate | null> => {
  if (tls === undefined || tls === false) return null;
  return tls === true ? (await import('./certificate.ts')).createCertificate() : tls;
};

/**
 * Starts a Bedrock runtime on 127.0.0.1: InvokeModel, InvokeModelWithResponseStream, Converse,
 * ConverseStream, CountTokens, ApplyGuardrail and the three operations of asynchronous invocations, over
 * HTTP/1.1 and HTTP/2 (cleartext with prior knowledge, or TLS) on one port. Rejects with the system's error where the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  let settings: SimulatorSettings = overlay(DEFAULT_SETTINGS, options.settings ?? {});
  let authentication = options.authentication ?? ({ mode: 'accept' } as const);
  let rules = new RuleBook(NO_SCENARIO);
  const invocations = new Invocations();
  const cache = new PromptCache();
  let served = 0;
  let running = 0;
  const play = (scenario: Scenario): void => {
    rules = new RuleBook(scenario);
    settings = overlay(settings, scenario.settings);
    authentication = scenario.authentication ?? authentication;
  };
  if (options.scenario) play(options.scenario);
  const limits = options.limits ?? DEFAULT_LIMITS;
  if (options.answersLater !== true) await readAnswers();
  const certificate = await certificateFor(options.tls);
  const listener = await listen(
    options.port ?? 0,
    certificate,
    (request, response) => {
      const exchange = createExchange(request, response);
      const asOf = options.asOf?.() ?? null;
      const { bodyMs } = limits;
      const { threads = null } = options;
      const state = { threads, settings, authentication, rules, bodyMs, invocations, cache, served, asOf };
      served += 1;
      running += 1;
      readAnswers()
        .then(({ serve }) => serve(exchange, state))
        .catch(() => exchange.reset())
        .finally(() => {
          running -= 1;
        });
    },
    limits,
  );
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${listener.port}`,
    port: listener.port,
    certificate: certificate?.cert ?? null,
    settings: () => settings,
    change: (partial) => {
      settings = overlay(settings, partial);
      return settings;
    },
    play,
    running: () => running,
    close: listener.close,
  };
}
