import { randomUUID } from 'node:crypto';
import path from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { familyIn, mayHaveFamily } from '../../../shared/capture/family.ts';
import {
  MOST_CALLS,
  REPORT_FORMS,
  REPORT_PARTS,
  type ReportPart,
  type ReportSubject,
} from '../../../shared/contract/share.ts';
import { FORM_IDS } from '../../../shared/input/forms.ts';
import { DEFAULT_PROFILE, type ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import { Redactor } from '../../../shared/redaction/redactor.ts';
import {
  exchangeSubject,
  keptExchange,
  type ReportedExchange,
  type ReportedFamily,
  tellingCall,
} from '../../../shared/share/report/of-exchange.ts';
import { HistoryClient } from '../../history/process/client.ts';
import { forkStore } from '../../history/process/fork.ts';
import { LIMITS } from '../../inspector/report/shorten.ts';
import { renderWhole, writeReport } from '../../inspector/report/write.ts';
import { today } from '../../inspector/today.ts';
import { wholeOf } from '../../share/wholes.ts';
import { type Command, oneOf, readOptions, UsageError } from '../command.ts';
import { textOf } from '../input.ts';
import { PROFILE_HELP, PROFILE_OPTION, profileNamed, sayStanding } from '../profile.ts';
import {
  formOf,
  MODULE_OPTIONS,
  moduleSettingsOf,
  problemText,
  REQUEST_OPTIONS,
  routeOf,
} from '../request-options.ts';
import { storeToRead } from '../store-to-read.ts';
import { choicesOf, TAKEN_OPTIONS, takenText } from '../taken-options.ts';

const STORE = path.join(__dirname, '../store/store.cjs');

const help = `Usage: strata report [options] [FILE]
       strata report [options] --call ID

Writes a report of a request that Bedrock or LiteLLM refuses, or of which something is lost: what was asked, the
shortest request that still shows it, what is sent, what Bedrock says, since which release, how to make it again,
evidence. FILE (stdin without it) holds one request, as for strata transform. Of a call in the history (--call) the
report has the body that was sent, what came back and how it streamed.

  --call ID       an exchange of the history, by its id as “strata history --jsonl” gives it
  --store FILE    with --call: another store
  --profile P     ${PROFILE_HELP} (default: ${DEFAULT_PROFILE})
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

/** What is joined with a call: the client's call, and each attempt. */
async function familyOf(history: HistoryClient, chosen: ReportedExchange): Promise<ReportedFamily> {
  const load = async (id: string): Promise<ReportedExchange | null> => {
    if (id === chosen.row.id) return chosen;
    const whole = await wholeOf(history, id);
    return whole && keptExchange(whole);
  };
  const { row } = chosen;
  const rows = mayHaveFamily(row) ? familyIn(await history.ask.joined([row.id]), row) : [];
  const attempts = await Promise.all(rows.slice(0, MOST_CALLS).map(({ id }) => load(id)));
  const root = row.cause?.client ?? row.id;
  const client = await load(root);
  return {
    client: client?.row.side === 'client' ? client : null,
    attempts: attempts.filter((one) => one !== null),
  };
}

/** Of a client's call the attempt that tells most: the first that was refused, else the last. */
const shownOf = (chosen: ReportedExchange, { attempts }: ReportedFamily): ReportedExchange =>
  chosen.row.side === 'bedrock' ? chosen : tellingCall(attempts, attempts.at(-1) ?? chosen);

/** A call of the history as the subject of a report. Throws {@link UsageError} where it is not there. */
async function callSubject(id: string, store: string | undefined, region: string): Promise<ReportSubject> {
  const file = storeToRead(store);
  const client = new HistoryClient({ file, launch: () => forkStore(STORE) });
  try {
    const whole = await wholeOf(client, id);
    if (!whole) throw new UsageError(`There is no call ${id} in ${file}.`);
    const chosen = keptExchange(whole);
    const family = await familyOf(client, chosen);
    return exchangeSubject(shownOf(chosen, family), region, family);
  } finally {
    await client.close();
  }
}

/** What `--beside` names. */
function besidesOf(text: string | undefined): 'route' | ProfileId | null {
  if (text === undefined) return null;
  return text === 'route' ? text : profileNamed('beside', text, ['route']);
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0 && seconds <= 3600))
    throw new UsageError(`--seconds is a number up to 3600, not “${text}”.`);
  return seconds;
}

const read = (args: readonly string[]) =>
  readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      ...PROFILE_OPTION,
      ...REQUEST_OPTIONS,
      ...MODULE_OPTIONS,
      call: { type: 'string' },
      store: { type: 'string' },
      beside: { type: 'string' },
      format: { type: 'string', default: 'markdown' },
      parts: { type: 'string', default: 'problems,request,answer' },
      region: { type: 'string', default: 'us-east-1' },
      seconds: { type: 'string', default: String(LIMITS.forMs / 1000) },
      ...TAKEN_OPTIONS,
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
    const choices = choicesOf(values);
    const parts = listOf(values.parts);
    const besides = besidesOf(values.beside);
    if (values.call !== undefined && positionals.length > 0) throw new UsageError('Give FILE or --call.');
    const subject: ReportSubject =
      values.call === undefined
        ? {
            input: {
              text: await textOf(positionals[0] ?? '-'),
              profile,
              route: routeOf(values.route, 'auto'),
              form: formOf(values.api),
              settings: moduleSettingsOf(values),
              direct: true,
            },
            besides,
            answer: null,
            stream: null,
            cells: [],
            calls: [],
            region: values.region,
          }
        : { ...(await callSubject(values.call, values.store, values.region)), besides };
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
