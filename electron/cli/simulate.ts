import { startSimulator } from '../simulator/simulator.ts';
import { type Command, readOptions, readPort, UsageError } from './command.ts';
import { untilAskedToEnd } from './shutdown.ts';

const help = `Usage: strata simulate [options]

Answers as the Bedrock runtime does, on 127.0.0.1 only: HTTP/1.1 and cleartext HTTP/2 on one port.
Prints one line of JSON with its "url" when it listens, then runs until it is ended.

  --port N        the port; 0, the default, takes a free one

Exit code: 0 ended, 2 wrong usage or the port is taken.`;

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'Bedrock on loopback: answers, refusals, streams',
  help,
  async run(args, output) {
    const { values } = readOptions({
      args: [...args],
      options: { port: { type: 'string', default: '0' } },
    });
    const port = readPort(values.port);
    const ended = untilAskedToEnd();
    const simulator = await startSimulator({ port }).catch((error: unknown) => {
      throw new UsageError(`Port ${port} cannot be used: ${error instanceof Error ? error.message : error}`);
    });
    await output.line(JSON.stringify({ url: simulator.url, port: simulator.port }));
    await output.flush();
    await ended;
    await simulator.close();
    return 0;
  },
};
