import { refuseReceiver, tracesUrl } from '../../../shared/share/otlp/address.ts';
import { decoded } from '../../../shared/text/decoded.ts';
import { PROTOCOLS, type SpanProtocol } from './encode.ts';

/** What OpenTelemetry's variables say. Nothing is sent because they are set: somebody has to ask for it. */
export interface EnvironmentTarget {
  /** The address for spans; empty where none is set. */
  readonly url: string;
  /** Secret. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly protocol: SpanProtocol;
  /** Whether bodies go packed with gzip. */
  readonly gzip: boolean;
  /** What is wrong with the variables, for the user; empty where nothing is. */
  readonly problem: string;
}

const COMPRESSIONS = ['', 'none', 'gzip'];

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** `name=value,name=value`, values percent-encoded. Members that are none are left out. */
export function readHeaders(text: string): readonly (readonly [name: string, value: string])[] {
  return text.split(',').flatMap((member) => {
    const cut = member.indexOf('=');
    const name = member.slice(0, Math.max(0, cut)).trim().toLowerCase();
    const value = decoded(member.slice(cut + 1).trim());
    return NAME.test(name) && VALUE.test(value) ? [[name, value] as const] : [];
  });
}

/**
 * Reads OTEL_EXPORTER_OTLP_TRACES_* before OTEL_EXPORTER_OTLP_*, as the specification of OTLP exporters has it: the
 * former endpoint is taken as it is.
 */
export function environmentTarget(env: Readonly<Record<string, string | undefined>>): EnvironmentTarget {
  const of = (name: string): string =>
    env[`OTEL_EXPORTER_OTLP_TRACES_${name}`] || env[`OTEL_EXPORTER_OTLP_${name}`] || '';
  const own = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? '';
  const general = env.OTEL_EXPORTER_OTLP_ENDPOINT ?? '';
  const endpoint = own || general;
  const refused = endpoint === '' ? null : refuseReceiver(endpoint);
  const named = of('PROTOCOL');
  const protocol = PROTOCOLS.find((one) => one === named);
  const compression = of('COMPRESSION');
  const problems = [
    refused && `OTEL_EXPORTER_OTLP_ENDPOINT: ${refused.message} ${refused.hint}`,
    named !== '' &&
      !protocol &&
      `OTEL_EXPORTER_OTLP_PROTOCOL is ${PROTOCOLS.join(' or ')} here, not ${named}.`,
    !COMPRESSIONS.includes(compression) &&
      `OTEL_EXPORTER_OTLP_COMPRESSION is gzip or none, not ${compression}.`,
  ];
  return {
    url: endpoint === '' || refused ? '' : own !== '' ? new URL(own).href : tracesUrl(general),
    headers: readHeaders(of('HEADERS')),
    protocol: protocol ?? 'http/protobuf',
    gzip: compression === 'gzip',
    problem: problems.find((one): one is string => typeof one === 'string') ?? '',
  };
}
