import { recogniseApi } from '../../shared/input/dialect.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import { isObject, type JsonObject } from '../../shared/json/json.ts';
import type { Api, TransformInput, TransformResult } from '../../shared/pipeline/call/result.ts';
import type { LedgerEntry } from '../../shared/pipeline/ledger/ledger.ts';
import { PROFILE_IDS } from '../../shared/pipeline/releases/profile.ts';
import { transformAsProfile } from '../../shared/strict/transform-as-profile.ts';
import { BadLine, runBatch } from './batch.ts';
import { type Command, oneOf, readOptions, UsageError } from './command.ts';
import { textOf } from './input.ts';

type Settings = Pick<TransformInput, 'profile' | 'route'> & { readonly explain: boolean };

const help = `Usage: strata transform [options] [FILE]

Shows what LiteLLM sends to Bedrock for a request.

FILE holds one request: the keyword arguments of a LiteLLM call as JSON (OpenAI chat completions or
Anthropic messages form) or a curl command. Without FILE it is read from stdin.

  --profile P     ${PROFILE_IDS.join(' | ')} (default: litellm-1.109)
  --route R       invoke | converse: takes this route whatever the model string says
  --explain       adds the ledger: what became of each parameter, why, and how that is known
  --batch FILE    FILE (or - for stdin) holds one {"id", "api": "chat"|"messages", "request"} per line

Writes {path, headers, body}, or {error: {type, params | message}} where nothing is sent. A batch
gets one line per line, in order, each with the line's id. Lines that cannot be read are reported
on stderr with their number; the others are still done.

Exit code: 0 done, 2 wrong usage or unreadable input.`;

const explained = (entry: LedgerEntry): object => ({
  fate: entry.rule.fate,
  from: entry.from,
  to: entry.to,
  stage: entry.rule.stage,
  rule: entry.rule.id,
  severity: entry.rule.severity,
  why: entry.rule.text,
  source: entry.rule.source,
});

function outcome(result: TransformResult): object {
  if (result.kind === 'outgoing') {
    const { path, headers, body } = result.outgoing;
    return { path, headers, body };
  }
  const { type, params, message } = result.error;
  return { error: params ? { type, params } : { type, message } };
}

function present(api: Api, request: JsonObject, { profile, route, explain }: Settings): object {
  const result = transformAsProfile({ api, request, profile, ...(route ? { route } : {}) });
  return { ...outcome(result), ...(explain ? { ledger: result.ledger.entries.map(explained) } : {}) };
}

function apiOf(line: JsonObject, request: JsonObject): Api {
  if (line.api === undefined) return recogniseApi(request);
  if (line.api === 'chat' || line.api === 'messages') return line.api;
  throw new BadLine(`api is "chat" or "messages", not ${JSON.stringify(line.api)}`);
}

export const transformCommand: Command = {
  name: 'transform',
  summary: 'what LiteLLM sends for a request: path, headers, body',
  help,
  async run(args, output) {
    const { values, positionals } = readOptions({
      args: [...args],
      allowPositionals: true,
      options: {
        profile: { type: 'string', default: 'litellm-1.109' },
        route: { type: 'string' },
        explain: { type: 'boolean', default: false },
        batch: { type: 'string' },
      },
    });
    const settings: Settings = {
      profile: oneOf('profile', values.profile, PROFILE_IDS),
      explain: values.explain,
      ...(values.route === undefined
        ? {}
        : { route: oneOf('route', values.route, ['invoke', 'converse'] as const) }),
    };
    if (positionals.length > (values.batch === undefined ? 1 : 0)) {
      throw new UsageError('Give one FILE, or --batch FILE.');
    }
    if (values.batch !== undefined) {
      return runBatch(values.batch, output, (line) => {
        const { id = null, request } = line;
        if (!isObject(request)) throw new BadLine('request is missing or no object');
        return { value: { id, ...present(apiOf(line, request), request, settings) }, problem: false };
      });
    }
    const read = readRequest(await textOf(positionals[0] ?? '-'));
    if (!read.ok) {
      for (const { message, hint, range } of read.problems) {
        output.complain(`line ${range.line}, column ${range.column}: ${message}. ${hint}`);
      }
      return 2;
    }
    await output.line(JSON.stringify(present(read.api, read.request, settings), null, 2));
    return 0;
  },
};
