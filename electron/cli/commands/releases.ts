import { KNOWN_RELEASES } from '../../../shared/pipeline/releases/known.ts';
import { type Standing, standingOf, standingText } from '../../../shared/pipeline/releases/standing.ts';
import { type Command, readOptions, UsageError } from '../command.ts';

const help = `Usage: strata releases [--json]

Lists the LiteLLM releases that are known, the newest first: version, day of its upload to PyPI, and how
exactly Strata shows what it does: recorded (the release itself answered so many cases, so many of them
as Strata says), same-code (the code that a chat runs through is that of a recorded one, byte for byte), same
(the recorded releases before and after it answer every case alike), approximate.

  --json  one JSON object a line: {release, date, kind, as, cases, equal}

A profile is any of them: --profile litellm-1.96.2; litellm-1.96 is the latest patch, litellm-latest the
newest. A version that is not in the list is shown as the nearest one before it.

Exit code: 0 done, 2 wrong usage.`;

const line = (release: string, date: string, { kind, as, measured }: Standing): object => ({
  release,
  date,
  kind,
  as,
  cases: measured.cases,
  equal: measured.equal,
});

export const releasesCommand: Command = {
  help,
  async run(args, output) {
    const { values, positionals } = readOptions({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    if (positionals.length > 0) throw new UsageError('strata releases takes no FILE.');
    for (const { release, date } of [...KNOWN_RELEASES].reverse()) {
      const standing = standingOf(release);
      await output.line(
        values.json
          ? JSON.stringify(line(release, date, standing))
          : `${release.padEnd(10)} ${date}  ${standingText(standing)}`,
      );
    }
    return 0;
  },
};
