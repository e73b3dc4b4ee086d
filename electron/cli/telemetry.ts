import { refuseReceiver, tracesUrl } from '../../shared/share/otlp/address.ts';
import { environmentTarget } from '../history/telemetry/environment.ts';
import type { SpanTarget } from '../history/telemetry/sender.ts';
import { UsageError } from './command.ts';

/** How `--otlp` is written; for the texts of `--help`. */
export const OTLP_HELP = `  --otlp URL        sends each call as a span (OpenTelemetry, GenAI conventions) to this OTLP/HTTP endpoint, through an
                    outbox in the history: at least once, over restarts. “env” takes OTEL_EXPORTER_OTLP_ENDPOINT;
                    headers come from OTEL_EXPORTER_OTLP_HEADERS, http/json from OTEL_EXPORTER_OTLP_PROTOCOL,
                    gzip from OTEL_EXPORTER_OTLP_COMPRESSION
  --otlp-content    with --otlp: sends messages, instructions, tools and answers along; without it none of them`;

export const OTLP_OPTIONS = {
  otlp: { type: 'string' },
  'otlp-content': { type: 'boolean', default: false },
} as const;

/** Reads `--otlp` and `--otlp-content`; null where spans go nowhere. Throws {@link UsageError}. */
export function readSpanTarget(
  values: {
    readonly otlp?: string | undefined;
    readonly 'otlp-content': boolean;
    readonly 'no-history': boolean;
  },
  env: NodeJS.ProcessEnv = process.env,
): SpanTarget | null {
  const { otlp, 'otlp-content': content, 'no-history': noHistory } = values;
  if (otlp === undefined) {
    if (content) throw new UsageError('--otlp-content goes with --otlp.');
    return null;
  }
  if (noHistory) throw new UsageError('--otlp needs the history: its outbox is kept there.');
  const { url, headers, protocol, gzip, problem } = environmentTarget(env);
  if (problem !== '') throw new UsageError(problem);
  if (otlp !== 'env') {
    const refused = refuseReceiver(otlp);
    if (refused) throw new UsageError(`--otlp: ${refused.message} ${refused.hint}`);
    return { url: tracesUrl(otlp), headers, protocol, gzip, content };
  }
  if (url === '') throw new UsageError('--otlp env: OTEL_EXPORTER_OTLP_ENDPOINT is not set.');
  return { url, headers, protocol, gzip, content };
}
