import { Faults } from '../../hosts/faults.ts';
import { PROXY_HELP, readProxy, startCapturing } from '../capturing.ts';
import { type Command, readOptions, readPort } from '../command.ts';
import { untilAskedToEnd } from '../shutdown.ts';
import { readTarget, TARGET_HELP } from '../target.ts';
import { OTLP_HELP, OTLP_OPTIONS, readSpanTarget } from '../telemetry.ts';

const help = `Usage: strata capture [options]

Takes the calls of programs to Bedrock on 127.0.0.1, signs them anew for the target and passes them on as they come,
every byte and every pause of the answer as it is. Prints one line of JSON when it listens: its "url" (point programs
there; the secret in it lets them in) and "port", with --proxy also "front" (point the proxy's clients there). Then runs until it is ended.

  --port N          the port; 0, the default, takes a free one
${TARGET_HELP}
${PROXY_HELP}
  --jsonl FILE      writes each call as a line of JSON once it is over, without secrets; - is standard output
  --no-history      does not keep the calls; otherwise “strata history” finds them
${OTLP_HELP}

Point programs at it: AWS_ENDPOINT_URL_BEDROCK_RUNTIME for AWS SDKs, AWS_BEDROCK_RUNTIME_ENDPOINT for LiteLLM,
ANTHROPIC_BEDROCK_BASE_URL for Anthropic's SDKs and Claude Code. Any credentials do: Strata signs anew.
“strata run -- COMMAND” does all of it for one program.

STRATA_CAPTURE_TOKEN fixes the secret part of the address, so that it stays over restarts (16 characters at least).

Exit code: 0 ended, 2 wrong usage or the port is taken.`;

export const captureCommand: Command = {
  help,
  async run(args, output) {
    const { values } = readOptions({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        target: { type: 'string', default: 'simulator' },
        region: { type: 'string' },
        bearer: { type: 'boolean', default: false },
        jsonl: { type: 'string' },
        'no-history': { type: 'boolean', default: false },
        proxy: { type: 'string' },
        stamp: { type: 'boolean', default: false },
        ...OTLP_OPTIONS,
      },
    });
    const options = {
      port: readPort(values.port),
      target: readTarget(values.target, values),
      jsonl: values.jsonl,
      history: !values['no-history'],
      ...readProxy(values),
      spans: readSpanTarget(values),
    };
    const ended = untilAskedToEnd();
    const { capture, front, close } = await startCapturing(options, output);
    new Faults().guard(process);
    await output.line(
      JSON.stringify({ url: capture.url, port: capture.port, ...(front ? { front: front.state() } : {}) }),
    );
    await output.flush();
    await ended;
    await close();
    return 0;
  },
};
