import type { SimulatorSettings } from '../../shared/contract/host.ts';
import { createExchange } from './http/exchange.ts';
import { listen } from './http/listener.ts';
import { serve } from './serve.ts';
import { DEFAULT_SETTINGS, type SimulatorOptions } from './settings.ts';

/** Bedrock on loopback. */
export interface Simulator {
  /** For example `http://127.0.0.1:49321`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  settings(): SimulatorSettings;
  /** Changes some settings for the requests that come after; returns all of them. */
  change(partial: Partial<SimulatorSettings>): SimulatorSettings;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a Bedrock runtime on 127.0.0.1: InvokeModel, InvokeModelWithResponseStream, Converse,
 * ConverseStream and CountTokens over HTTP/1.1 and cleartext HTTP/2 on one port. Rejects with
 * the system's error where the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  let settings: SimulatorSettings = { ...DEFAULT_SETTINGS, ...options.settings };
  let served = 0;
  const listener = await listen(options.port ?? 0, null, (request, response) => {
    const exchange = createExchange(request, response);
    const state = { settings, authentication: options.authentication ?? { mode: 'accept' }, served };
    served += 1;
    serve(exchange, state).catch(() => exchange.reset());
  });
  return {
    url: `http://127.0.0.1:${listener.port}`,
    port: listener.port,
    settings: () => settings,
    change: (partial) => {
      settings = { ...settings, ...partial };
      return settings;
    },
    close: listener.close,
  };
}
