import type { SimulatorSettings } from '../../shared/contract/host.ts';
import type { Limits } from '../http/limits.ts';
import type { Certificate } from '../http/listener.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { Asked } from './work-out.ts';

export const DEFAULT_SETTINGS: SimulatorSettings = {
  tokensPerSecond: 60,
  firstTokenDelayMs: 350,
  jitter: 0.25,
  tokensPerFrame: 0,
  answer: '',
  guardrail: 'words',
  collected: false,
  seed: 1,
};

type Changes = { readonly [K in keyof SimulatorSettings]?: SimulatorSettings[K] | undefined };

/** Settings with some of them changed; undefined members change nothing. */
export function overlay(settings: SimulatorSettings, changes: Changes): SimulatorSettings {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}

/** The keys that clients use against the simulator. They open nothing else and are no secret. */
export const SIMULATOR_CREDENTIALS = {
  accessKeyId: 'AKIASTRATASIMULATOR0',
  secretAccessKey: 'strata-simulator-secret-key-of-no-worth0',
} as const;

/** How the simulator treats signatures: `accept` lets everything in, `verify` answers 403 as AWS does. */
export type Authentication =
  | { readonly mode: 'accept' }
  | {
      readonly mode: 'verify';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string | undefined;
      /** The bearer token (API key) to accept; without one, bearer requests are refused. */
      readonly bearerToken?: string | undefined;
    };

/** Where large requests are worked out; gives the `PackedWork` as JSON, and rejects where `signal` aborts. */
export interface SimulatorThreads {
  one(job: { readonly kind: 'simulate'; readonly asked: Asked }, signal: AbortSignal): Promise<string>;
}

export interface SimulatorOptions {
  /** Left out, all requests are worked out on the thread that also sends the streams. */
  readonly threads?: SimulatorThreads;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly settings?: Partial<SimulatorSettings>;
  readonly authentication?: Authentication;
  /** Serves HTTPS: `true` makes a certificate for 127.0.0.1 and localhost, or give one. */
  readonly tls?: boolean | Certificate;
  readonly scenario?: Scenario;
  /** The day that it answers as of, `YYYY-MM-DD`, asked anew for each request; without it all models are served. */
  readonly asOf?: () => string;
  /** How long clients may keep a connection waiting. */
  readonly limits?: Limits;
  /** True where the start is not to wait for what answers: whoever comes first does, or whoever calls `readAnswers` before. */
  readonly answersLater?: boolean;
}
