import manifest from '../../package.json' with { type: 'json' };
import { BadLine } from './batch.ts';
import { captureCommand } from './capture.ts';
import { checkCommand } from './check.ts';
import { chunksCommand } from './chunks.ts';
import { type Command, type ExitCode, UsageError } from './command.ts';
import type { Output } from './output.ts';
import { runCommand } from './run.ts';
import { serveCommand } from './serve.ts';
import { simulateCommand } from './simulate.ts';
import { transformCommand } from './transform.ts';

const COMMANDS: readonly Command[] = [
  transformCommand,
  checkCommand,
  chunksCommand,
  simulateCommand,
  captureCommand,
  runCommand,
  serveCommand,
];

const help = (): string => `Usage: strata COMMAND [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(11)} ${summary}`).join('\n')}

  strata COMMAND --help says more. strata --version prints the version.`;

/** Runs the command line. Rejects only for defects of Strata itself. */
export async function runCommandLine(args: readonly string[], output: Output): Promise<ExitCode> {
  const [name, ...rest] = args;
  const command = COMMANDS.find((candidate) => candidate.name === name);
  const wantsHelp = (list: readonly string[]): boolean => {
    const own = list.includes('--') ? list.slice(0, list.indexOf('--')) : list;
    return own.includes('--help') || own.includes('-h');
  };
  try {
    if (command) {
      if (!wantsHelp(rest)) return await command.run(rest, output);
      await output.line(command.help);
    } else if (name === '--version') {
      await output.line(manifest.version);
    } else if (name === 'help' || wantsHelp(args)) {
      await output.line(help());
    } else {
      throw new UsageError(name === undefined ? 'A command is missing.' : `There is no command “${name}”.`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof BadLine)) throw error;
    output.complain(`strata: ${error.message}`);
    if (error instanceof UsageError)
      output.complain(`Try: strata ${command ? `${command.name} ` : ''}--help`);
    return 2;
  } finally {
    await output.flush();
  }
}
