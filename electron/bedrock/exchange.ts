import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import type { Redactor } from '../../shared/redaction/redactor.ts';
import type { ModelOperation } from '../../shared/validation/problem.ts';
import { refuseLeaving } from './aws-endpoint.ts';
import { signingFor } from './credentials.ts';
import { decodeContent } from './decode-content.ts';
import { EndpointRefused } from './failures.ts';
import type { BedrockRequest } from './request.ts';
import type { Route } from './route.ts';

const CONNECT_TIMEOUT_MS = 15_000;
/** An endpoint has no region of its own; the signature needs one. */
const DEFAULT_REGION = 'us-east-1';

/** Headers that belong to the connection or to signing; a request cannot bring its own. */
const RESERVED =
  /^(host|connection|content-length|transfer-encoding|keep-alive|upgrade|te|expect|authorization|x-amz-(date|security-token|content-sha256)|proxy-.*)$/i;

/** The request as it goes onto the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The answer before anything is decoded. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Without the content codings that the headers name. */
  readonly body: Readable;
  /** When the request left, on the performance clock. */
  readonly sentMs: number;
  /** Closes the connection. */
  close(): void;
}

interface HttpMessage {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  headers: Record<string, string>;
  body?: unknown;
}

const isHttpMessage = (value: unknown): value is HttpMessage =>
  typeof value === 'object' && value !== null && 'hostname' in value && 'headers' in value;

const urlOf = ({ protocol, hostname, port, path }: HttpMessage): string =>
  `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`;

async function createCommand(operation: ModelOperation, modelId: string) {
  const sdk = await import('@aws-sdk/client-bedrock-runtime');
  switch (operation) {
    case 'InvokeModel':
      return new sdk.InvokeModelCommand({ modelId });
    case 'InvokeModelWithResponseStream':
      return new sdk.InvokeModelWithResponseStreamCommand({ modelId });
    case 'Converse':
      return new sdk.ConverseCommand({ modelId });
    case 'ConverseStream':
      return new sdk.ConverseStreamCommand({ modelId });
    case 'CountTokens':
      return new sdk.CountTokensCommand({ modelId, input: undefined });
  }
}

/**
 * Sends one request through the AWS SDK client, once and unaltered: the SDK makes path, endpoint
 * and signature, the body is the given text byte for byte (its own serializer would leave out
 * members that the service model does not know), and the response is handed over before the SDK
 * decodes it. HTTP/1.1, so that the reads are those which LiteLLM's httpx would see.
 * `onRequest` gets the signed request just before it leaves. Rejects with the SDK's error.
 */
export async function exchange(
  request: BedrockRequest,
  { target, redirect }: Route,
  secrets: Redactor,
  signal: AbortSignal,
  onRequest: (wire: WireRequest) => void,
): Promise<WireResponse> {
  // The SDK's version is fixed by the lock file, so its notice about later versions means nothing here.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const signing = signingFor(target, redirect, secrets);
  const endpoint = target.kind === 'aws' ? redirect?.url : target.url;
  const [{ BedrockRuntimeClient }, { NodeHttpHandler }, command] = await Promise.all([
    import('@aws-sdk/client-bedrock-runtime'),
    import('@smithy/node-http-handler'),
    createCommand(request.operation, request.modelId),
  ]);
  const handler = new NodeHttpHandler({ connectionTimeout: CONNECT_TIMEOUT_MS });
  const client = new BedrockRuntimeClient({
    ...signing,
    region: target.kind === 'aws' ? target.region : DEFAULT_REGION,
    ...(endpoint === undefined ? {} : { endpoint }),
    // The SDK would read them for AWS_PROFILE, not for the profile that was chosen.
    ignoreConfiguredEndpointUrls: true,
    ...(target.kind === 'aws' && target.profile !== null ? { profile: target.profile } : {}),
    maxAttempts: 1,
    requestHandler: handler,
  });
  const body = new TextEncoder().encode(request.bodyText);
  const extra = Object.entries(request.headers).filter(([name]) => !RESERVED.test(name));
  client.middlewareStack.add(
    (next) => async (args) => {
      if (isHttpMessage(args.request)) {
        const { 'content-length': _length, ...headers } = args.request.headers;
        args.request.headers = {
          ...headers,
          'content-type': 'application/json',
          ...Object.fromEntries(extra),
        };
        args.request.body = body;
      }
      return next(args);
    },
    { step: 'build', priority: 'high', name: 'strataRawBody' },
  );
  const received: { response?: WireResponse } = {};
  client.middlewareStack.add(
    () => async (args) => {
      if (!isHttpMessage(args.request)) throw new TypeError('the SDK made no HTTP request');
      const { method, headers } = args.request;
      secrets.learn(/Signature=([0-9a-f]+)/.exec(headers.authorization ?? '')?.[1]);
      const url = urlOf(args.request);
      const refused = target.kind === 'aws' ? refuseLeaving(url, redirect) : null;
      if (refused) throw new EndpointRefused(refused);
      onRequest({ method, url, headers });
      const sentMs = performance.now();
      const { response } = await handler.handle(args.request as Parameters<typeof handler.handle>[0], {
        abortSignal: signal,
      });
      received.response = {
        status: response.statusCode,
        headers: response.headers,
        body: decodeContent(response.body, response.headers['content-encoding']),
        sentMs,
        close: () => handler.destroy(),
      };
      return { response, output: { $metadata: {} } };
    },
    { step: 'finalizeRequest', priority: 'low', name: 'strataTap' },
  );
  try {
    await client.send(command as Parameters<typeof client.send>[0], { abortSignal: signal });
  } catch (error) {
    handler.destroy();
    throw error;
  }
  if (!received.response) throw new Error('the SDK sent nothing');
  return received.response;
}
