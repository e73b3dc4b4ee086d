import { randomUUID } from 'node:crypto';
import manifest from '../../../package.json' with { type: 'json' };
import { REPORT_FORMS, REPORT_PARTS, type ReportPart, type Taken } from '../../../shared/contract/share.ts';
import { FORM_IDS } from '../../../shared/input/forms.ts';
import type { ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import { Redactor } from '../../../shared/redaction/redactor.ts';
import { NO_CHOICES } from '../../../shared/share/report/redact.ts';
import { LIMITS } from '../../inspector/report/shorten.ts';
import { renderWhole, writeReport } from '../../inspector/report/write.ts';
import { today } from '../../inspector/today.ts';
import { type Command, oneOf, readOptions, UsageError } from '../command.ts';
import { textOf } from '../input.ts';
import { PROFILE_HELP, profileNamed, sayStanding } from '../profile.ts';
import {
  formOf,
  MODULE_OPTIONS,
  moduleSettingsOf,
  problemText,
  REQUEST_OPTIONS,
  routeOf,
} from '../request-options.ts';

const KINDS = ['host', 'account', 'email', 'data', 'message-text', 'tool-description'] as const;

const help = `Usage: strata report [options] [FILE]

Writes a report of a request that Bedrock or LiteLLM refuses, or of which something is lost: what was asked, the
shortest request that still shows it, what is sent, what Bedrock says, since which release, how to make it again,
evidence. FILE (stdin without it) holds one request, as for strata transform.

  --profile P     ${PROFILE_HELP} (default: litellm-1.109)
  --route R       invoke | converse: takes this route whatever the model string says
  --api A         ${FORM_IDS.join(' | ')}: the form the request is in (default: what it says itself)
  --drop-params   litellm.drop_params = True
  --modify-params litellm.modify_params = True
  --beside B      route, or a profile: puts the same request on the other route, or under that release, beside it
  --format F      ${REPORT_FORMS.join(' | ')} (default: markdown); html is one page with pictures, without network;
                  picture the difference and the stream alone, as SVG
  --parts L       of ${REPORT_PARTS.join(',')}: what goes in (default: all but body)
  --region R      the AWS region that commands name (default: us-east-1)
  --seconds N     how long the search for the shortest request may take (default: ${LIMITS.forMs / 1000})
  --keep KIND     leaves something in that is taken out by itself: host, account, email, data (may be repeated)
  --take KIND     takes out what stays by itself: message-text, tool-description (may be repeated)

Secrets are always taken out. What was taken out is said on stderr.

Exit code: 0 done, 2 wrong usage or unreadable input.`;

const listOf = (text: string): readonly ReportPart[] =>
  text.split(',').map((part) => oneOf('parts', part.trim(), REPORT_PARTS));

/** What `--beside` names. */
function besidesOf(text: string | undefined): 'route' | ProfileId | null {
  if (text === undefined) return null;
  return text === 'route' ? text : profileNamed('beside', text);
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0 && seconds <= 3600))
    throw new UsageError(`--seconds is a number up to 3600, not “${text}”.`);
  return seconds;
}

const takenText = (taken: readonly Taken[]): string => {
  const out = taken
    .filter(({ taken: is }) => is)
    .map(({ label, values }) => {
      const times = values.reduce((sum, value) => sum + (value.taken ? value.count : 0), 0);
      return `${label.toLowerCase()} (${times})`;
    });
  return out.length === 0 ? 'Nothing was taken out.' : `Taken out: ${out.join(', ')}.`;
};

const read = (args: readonly string[]) =>
  readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      profile: { type: 'string', default: 'litellm-1.109' },
      ...REQUEST_OPTIONS,
      ...MODULE_OPTIONS,
      beside: { type: 'string' },
      format: { type: 'string', default: 'markdown' },
      parts: { type: 'string', default: 'problems,request,answer' },
      region: { type: 'string', default: 'us-east-1' },
      seconds: { type: 'string', default: String(LIMITS.forMs / 1000) },
      keep: { type: 'string', multiple: true, default: [] },
      take: { type: 'string', multiple: true, default: [] },
    },
  });

export const reportCommand: Command = {
  help,
  async run(args, output) {
    const { values, positionals } = read(args);
    if (positionals.length > 1) throw new UsageError('Give one FILE.');
    const profile = profileNamed('profile', values.profile);
    const limits = { ...LIMITS, forMs: secondsOf(values.seconds) * 1000 };
    const form = oneOf('format', values.format, REPORT_FORMS);
    const choices = {
      ...NO_CHOICES,
      kept: values.keep.map((kind) => oneOf('keep', kind, KINDS)),
      alsoTaken: values.take.map((kind) => oneOf('take', kind, KINDS)),
    };
    const parts = listOf(values.parts);
    const input = {
      text: await textOf(positionals[0] ?? '-'),
      profile,
      route: routeOf(values.route, 'auto'),
      form: formOf(values.api),
      settings: moduleSettingsOf(values),
      direct: true,
    } as const;
    const besides = besidesOf(values.beside);
    const subject = { input, besides, answer: null, stream: null, cells: [], region: values.region };
    const wrote = await writeReport(subject, null, new AbortController().signal, limits);
    if (!wrote.ok) {
      for (const problem of wrote.problems) output.complain(problemText(problem));
      return 2;
    }
    sayStanding(profile, output);
    const made = `Made by Strata ${manifest.version} on ${today()}`;
    const redactor = new Redactor(randomUUID());
    const { text, taken } = renderWhole(wrote.whole, { form, parts, choices }, redactor, made);
    await output.text(text);
    output.complain(takenText(taken));
    return 0;
  },
};
