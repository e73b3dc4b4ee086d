import { Faults } from '../../hosts/faults.ts';
import { readScenario, ScenarioError } from '../../simulator/scenario/read.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { SIMULATOR_CREDENTIALS, type SimulatorOptions } from '../../simulator/settings.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import { type Command, readOptions, readPort, UsageError } from '../command.ts';
import { textOf } from '../input.ts';
import { untilAskedToEnd } from '../shutdown.ts';
import { simulatorThreads } from '../simulator-threads.ts';

const help = `Usage: strata simulate [options]

Answers as the Bedrock runtime does, on 127.0.0.1 only: HTTP/1.1 and HTTP/2 on one port. Prints one
line of JSON when it listens: its "url" and "port", and with --tls the "certificate" to trust (PEM).
Then runs until it is ended.

  --port N                the port; 0, the default, takes a free one
  --scenario FILE         answers, speeds and faults by rules; see docs
  --tokens-per-second N   how fast it streams
  --verify                checks signatures: access key ${SIMULATOR_CREDENTIALS.accessKeyId}, secret
                          ${SIMULATOR_CREDENTIALS.secretAccessKey}; without it anything is let in
  --bearer TOKEN          with --verify: the bearer token (API key) to let in
  --as-of DAY             answers as of that day, YYYY-MM-DD: models that had come to the end of their
                          life by then are refused; without it all are served
  --tls                   speaks HTTPS with a certificate made for 127.0.0.1

Exit code: 0 ended, 2 wrong usage or the port is taken.`;

async function scenarioFrom(source: string): Promise<Scenario> {
  const text = await textOf(source);
  try {
    return readScenario(text);
  } catch (error) {
    if (error instanceof ScenarioError) throw new UsageError(`${source}: ${error.message}`);
    throw error;
  }
}

function speed(value: string): number {
  const tokensPerSecond = Number(value);
  if (tokensPerSecond >= 0.1 && tokensPerSecond <= 100_000) return tokensPerSecond;
  throw new UsageError(`--tokens-per-second is a number from 0.1 to 100000, not “${value}”.`);
}

async function readSimulatorOptions(args: readonly string[]): Promise<SimulatorOptions> {
  const { values } = readOptions({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      scenario: { type: 'string' },
      'tokens-per-second': { type: 'string' },
      verify: { type: 'boolean', default: false },
      bearer: { type: 'string' },
      tls: { type: 'boolean', default: false },
      'as-of': { type: 'string' },
    },
  });
  const { scenario, verify, bearer, tls } = values;
  const pace = values['tokens-per-second'];
  const day = values['as-of'];
  if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day))
    throw new UsageError(`--as-of is a day, YYYY-MM-DD, not “${day}”.`);
  if (bearer !== undefined && !verify) throw new UsageError('--bearer goes with --verify.');
  return {
    port: readPort(values.port),
    tls,
    ...(pace === undefined ? {} : { settings: { tokensPerSecond: speed(pace) } }),
    ...(verify ? { authentication: { mode: 'verify', ...SIMULATOR_CREDENTIALS, bearerToken: bearer } } : {}),
    ...(day === undefined ? {} : { asOf: () => day }),
    ...(scenario === undefined ? {} : { scenario: await scenarioFrom(scenario) }),
  };
}

export const simulateCommand: Command = {
  help,
  async run(args, output) {
    const options = await readSimulatorOptions(args);
    const ended = untilAskedToEnd();
    const threads = simulatorThreads();
    const simulator = await startSimulator({ ...options, threads }).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UsageError(`Port ${options.port} cannot be used: ${reason}`);
    });
    new Faults().guard(process);
    const { url, port, certificate } = simulator;
    await output.line(JSON.stringify({ url, port, ...(certificate ? { certificate } : {}) }));
    await output.flush();
    await ended;
    await simulator.close();
    return 0;
  },
};
