import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import manifest from '../../../package.json' with { type: 'json' };
import type { Report } from '../../../shared/contract/report-document.ts';
import { atLeast, LEVELS } from '../../../shared/findings/finding.ts';
import { jsonIn } from '../../../shared/json/parse.ts';
import { DEFAULT_PROFILE } from '../../../shared/pipeline/releases/profile.ts';
import { Redactor } from '../../../shared/redaction/redactor.ts';
import { auditReport, auditTable } from '../../../shared/share/audit/report.ts';
import { Auditor, type AuditSummary, auditSummary } from '../../../shared/share/audit/summary.ts';
import { htmlOf } from '../../../shared/share/report/html.ts';
import { markdownOf } from '../../../shared/share/report/markdown.ts';
import { NO_CHOICES, ReportRedaction } from '../../../shared/share/report/redact.ts';
import { takenSection } from '../../../shared/share/report/taken-section.ts';
import { type AuditAgainst, auditRecord } from '../../inspector/audit-record.ts';
import { today } from '../../inspector/today.ts';
import { recordsOf } from '../audit-source.ts';
import { grouped } from '../batch.ts';
import { type Command, type GroupWork, type Lines, oneOf, readOptions, UsageError } from '../command.ts';
import { askedDay } from '../day.ts';
import { filesOf } from '../files.ts';
import { isOffloadedBody, withOffloadedBody } from '../offloaded-body.ts';
import { PROFILE_HELP, PROFILE_OPTION, profileNamed, sayStanding } from '../profile.ts';
import { reasonOf } from '../reason.ts';
import { readJobs, workOn } from '../run-batch.ts';

const FORMATS = ['text', 'json', 'markdown', 'html'] as const;

const help = `Usage: strata audit [options] FILE...
       strata audit --merge [options] SUMMARY...

Looks through logs that are there already and says what is wrong over all of them: what is refused and why, what leaks by key,
what is lost in silence, models about to be retired, bodies that another release of LiteLLM would change; by model and
program, with the smallest example of each, without secrets.

FILE (or a pattern; - for stdin) holds records of Bedrock's model invocation log, of CloudTrail, of a LiteLLM proxy's spend
log, a HAR, or requests, one JSON object a line or all in one value; gzip is unpacked.

  --profile P     ${PROFILE_HELP}
                  (default: ${DEFAULT_PROFILE}): what calls to LiteLLM are held against
  --next P        the release that bodies are compared with; none for no comparison (default: litellm-latest)
  --days N        models that end within so many days are told (default: 180)
  --as-of DAY     judges as of a day, YYYY-MM-DD (default: today)
  --format F      ${FORMATS.join(' | ')} (default: text)
  --jobs N        works with N threads, or with one a core: all (default: 1)
  --merge         the files are summaries, written with --format json: makes one of them
  --fail-on L     ${LEVELS.join(' | ')}: exit code 1 where something is at least as grave (default: never)

Memory does not grow with the logs. Summaries of parts make that of the whole in any order: an engine that pipes lines through
strata audit --format json - and merges what comes out gives the same answer.

Exit code: 0 done, 1 found what --fail-on names, 2 wrong usage or a file that cannot be read.`;

const read = (args: readonly string[]) =>
  readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      ...PROFILE_OPTION,
      next: { type: 'string', default: 'litellm-latest' },
      days: { type: 'string', default: '180' },
      'as-of': { type: 'string' },
      format: { type: 'string', default: 'text' },
      jobs: { type: 'string', default: '1' },
      merge: { type: 'boolean', default: false },
      'fail-on': { type: 'string' },
    },
  });
type Options = ReturnType<typeof read>['values'];

function againstOf(values: Options): AuditAgainst {
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 0) throw new UsageError(`--days is a number, not “${values.days}”.`);
  return {
    profile: profileNamed('profile', values.profile),
    next: values.next === 'none' ? null : profileNamed('next', values.next),
    days,
    today: askedDay(values['as-of']) ?? today(),
  };
}

/** Sums up some lines; the summary goes to whoever merges them. */
function auditWork(against: AuditAgainst): GroupWork {
  const redactor = new Redactor(randomUUID());
  return ({ file, first, texts }: Lines) => {
    const auditor = new Auditor();
    const complaints: string[] = [];
    for (const [i, text] of texts.entries()) {
      if (text.trim() === '') continue;
      try {
        const record = auditRecord(text, against, redactor);
        if (record) auditor.add(record);
        else auditor.unreadable();
      } catch (error) {
        auditor.unreadable();
        complaints.push(`${file}:${first + i}: Strata itself fails on this record: ${reasonOf(error)}`);
      }
    }
    return { out: JSON.stringify(auditor.summary()), complaints, problem: false };
  };
}

async function* withBodies(file: string): AsyncGenerator<readonly string[]> {
  for await (const records of recordsOf(file)) yield records.map((record) => withOffloadedBody(record, file));
}

async function* groupsOf(files: readonly string[]): AsyncGenerator<Lines> {
  for (const file of files) if (!isOffloadedBody(file)) yield* grouped(file, withBodies(file));
}

/** The summaries in a file: one, or one a line. */
function summariesIn(file: string): readonly AuditSummary[] {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const values = text.split('\n').filter((line) => line.trim() !== '');
  return values.map((line, i) => {
    const parsed = auditSummary.safeParse(jsonIn(line));
    if (!parsed.success)
      throw new UsageError(`${file}:${i + 1} is no summary that strata audit --format json wrote.`);
    return parsed.data;
  });
}

/** The report without what is private in its examples: it is made to be shown around. */
function shareable(summary: AuditSummary): Report {
  const redaction = new ReportRedaction(new Redactor(randomUUID()), { messages: [], tools: [] }, NO_CHOICES);
  const report = redaction.redact(auditReport(summary));
  const taken = takenSection(redaction.taken());
  return taken === null ? report : { ...report, sections: [...report.sections, taken] };
}

function written(summary: AuditSummary, format: (typeof FORMATS)[number]): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(summary)}\n`;
    case 'markdown':
      return markdownOf(shareable(summary));
    case 'html':
      return htmlOf(shareable(summary), `Made by Strata ${manifest.version}`);
    case 'text':
      return `${auditTable(summary)}\n`;
  }
}

export const auditCommand: Command = {
  help,
  lines: async (args) => auditWork(againstOf(read(args).values)),
  async run(args, output) {
    const { values, positionals } = read(args);
    const format = oneOf('format', values.format, FORMATS);
    const failOn = values['fail-on'] === undefined ? null : oneOf('fail-on', values['fail-on'], LEVELS);
    if (positionals.length === 0) throw new UsageError('Give the logs to look through, or - for stdin.');
    const auditor = new Auditor();
    if (values.merge) {
      for (const file of await filesOf(positionals)) for (const one of summariesIn(file)) auditor.merge(one);
    } else {
      const against = againstOf(values);
      sayStanding(against.profile, output);
      const groups = groupsOf(await filesOf(positionals));
      const batch = { command: 'audit', args, jobs: readJobs(values.jobs) };
      for await (const { out, complaints } of workOn(groups, batch, auditWork(against))) {
        auditor.merge(JSON.parse(out) as AuditSummary);
        for (const complaint of complaints) output.complain(complaint);
      }
    }
    const summary = auditor.summary();
    await output.text(written(summary, format));
    return failOn !== null && summary.groups.some(({ level }) => atLeast(level, failOn)) ? 1 : 0;
  },
};
