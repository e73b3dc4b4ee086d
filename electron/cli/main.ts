import manifest from '../../package.json' with { type: 'json' };
import { nearestName } from '../../shared/text/near.ts';
import { type ExitCode, isNamed, UsageError } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { Output } from './output.ts';

const help = (): string => `Usage: strata COMMAND [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(11)} ${summary}`).join('\n')}

  strata COMMAND --help says more. strata --version prints the version.`;

const NAMES = COMMANDS.map(({ name }) => name);

/** `help transform` and `version`, as other programs have them, in the words of this one. */
function askedFor(args: readonly string[]): readonly string[] {
  const [first, second] = args;
  if (first === 'help' && second !== undefined && !second.startsWith('-')) return [second, '--help'];
  return first === 'version' || first === '-V' ? ['--version'] : args;
}

function unknown(name: string): string {
  const meant = nearestName(name, NAMES);
  return `There is no command “${name}”.${meant === null ? '' : ` Did you mean “${meant}”?`}`;
}

/** Runs the command line. Rejects only for defects of Strata itself. */
export async function runCommandLine(args: readonly string[], output: Output): Promise<ExitCode> {
  const [name, ...rest] = askedFor(args);
  const entry = COMMANDS.find((candidate) => candidate.name === name);
  const wantsHelp = (list: readonly string[]): boolean => {
    const own = list.includes('--') ? list.slice(0, list.indexOf('--')) : list;
    return own.includes('--help') || own.includes('-h');
  };
  try {
    if (entry) {
      const command = await entry.load();
      if (!wantsHelp(rest)) return await command.run(rest, output);
      await output.line(command.help);
    } else if (name === '--version') {
      await output.line(manifest.version);
    } else if (name === 'help' || wantsHelp(args)) {
      await output.line(help());
    } else {
      throw new UsageError(name === undefined ? 'A command is missing.' : unknown(name));
    }
    return 0;
  } catch (error) {
    const misused = isNamed(error, 'UsageError');
    if (!misused && !isNamed(error, 'BadLine')) throw error;
    output.complain(`strata: ${error.message}`);
    if (misused) output.complain(`Try: strata ${entry ? `${entry.name} ` : ''}--help`);
    return 2;
  } finally {
    await output.flush();
  }
}
