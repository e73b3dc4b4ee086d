import { randomBytes } from 'node:crypto';
import { ensurePython } from '../../../scripts/python/ensure.mjs';
import { type RunningProxy, startProxy } from '../../simulator/clients/start-proxy.ts';
import { type ClientFront, frontProxy } from '../front.ts';
import type { Gathered } from '../gather.ts';
import { Notes } from '../notes.ts';
import { type Captured, startCaptured } from './captured.ts';

export const CLAUDE = 'us.anthropic.claude-sonnet-4-20250514-v1:0';

/** How a client asks a proxy. */
export interface ProxyCall {
  readonly path: string;
  readonly model: string;
  /** Further members of the body. */
  readonly more: object;
}

/** A client's side and a Bedrock side of Strata around a LiteLLM proxy, before a simulator that checks signatures. */
export interface ThroughProxy {
  readonly captured: Captured;
  /** Where the proxy itself listens, and the key that it takes. */
  readonly proxy: { readonly url: string; readonly key: string };
  /** Asks through the front; the status and the whole answer. */
  ask(call: ProxyCall): Promise<{ readonly status: number; readonly text: string }>;
  close(): Promise<void>;
}

export interface ThroughProxyOptions {
  /** Whether the proxy hands its clients' headers on. */
  readonly forwards: boolean;
  readonly stampInBody?: boolean;
}

const SECRET = 'strata';

function configFor(endpoint: string, key: string, forwards: boolean): string {
  const deployment = (name: string, model: string): object => ({
    model_name: name,
    litellm_params: {
      model,
      aws_region_name: 'us-east-1',
      aws_access_key_id: SECRET,
      aws_secret_access_key: SECRET,
      aws_bedrock_runtime_endpoint: endpoint,
    },
  });
  return JSON.stringify({
    model_list: [
      deployment('invoked', `bedrock/invoke/${CLAUDE}`),
      deployment('conversed', `bedrock/converse/${CLAUDE}`),
      deployment('first', `bedrock/converse/amazon.nova-lite-v1:0`),
      deployment('embedded', 'bedrock/amazon.titan-embed-text-v2:0'),
    ],
    general_settings: { master_key: key, ...(forwards ? { forward_client_headers_to_llm_api: true } : {}) },
    router_settings: { num_retries: 2, retry_after: 0, fallbacks: [{ first: ['invoked'] }] },
  });
}

/** Starts all of it. @param release an environment of `scripts/python/environments.mjs` */
export async function startThroughProxy(
  release: Parameters<typeof ensurePython>[0],
  { forwards, stampInBody = false }: ThroughProxyOptions,
): Promise<ThroughProxy> {
  const key = `sk-${randomBytes(24).toString('hex')}`;
  const python = await ensurePython(release);
  const captured = await startCaptured();
  let proxy: RunningProxy | null = null;
  let front: ClientFront | null = null;
  const close = async (): Promise<void> => {
    await front?.close();
    await proxy?.stop();
    await captured.close();
  };
  try {
    const config = configFor(captured.capture.url, key, forwards);
    proxy = await startProxy(python, config, { LITELLM_MASTER_KEY: key });
    const { sink } = captured;
    front = await frontProxy({ port: 0, proxy: proxy.url, stampInBody, sink, notes: new Notes() });
  } catch (error) {
    await close();
    throw error;
  }
  const { url } = front.state();
  return {
    captured,
    proxy: { url: proxy.url, key },
    ask: async ({ path, model, more }) => {
      const messages = [{ role: 'user', content: 'The same for all' }];
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ model, ...(path.endsWith('embeddings') ? {} : { messages }), ...more }),
      });
      return { status: answer.status, text: await answer.text() };
    },
    close,
  };
}

/** Exchanges by the side on which they were seen. */
export const sidesOf = (all: readonly Gathered[]) => ({
  clients: all.filter(({ start }) => start.side === 'client'),
  calls: all.filter(({ start }) => start.side === 'bedrock'),
});
