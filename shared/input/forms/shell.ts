import { lookUp } from '../../json/look-up.ts';
import { parseCurl, shellWords } from '../curl.ts';
import { parseJsonText } from '../json-text.ts';
import { bedrockCall, type Found, without } from './found.ts';
import { DocumentEnds } from './here-document.ts';
import { httpCall } from './http-call.ts';
import { addressWith, type Variables, valueOfVariable, variablesIn } from './shell-variables.ts';
import { asMembers, asText, holeAt, plain, text, type Value } from './value.ts';
import { valueOfJson } from './values-of-json.ts';

/** What stands before a command on its line: a prompt, `time`, assignments, a program that runs it elsewhere. */
const BEFORE = String.raw`[ \t]*(?:[$#%❯➜] +|[\w.-]{1,80}@[^\s$#%]{1,200}[$#%] +|PS [^>\n]{0,200}> *|[A-Z]:\\[^>\n]{0,200}>)?(?:time[ \t]+|\w{1,80}=\S{1,500}[ \t]+){0,20}(?:(?:sudo|kubectl|oc|docker|podman|ssh|timeout|watch)[ \t][^\n'"|;&]{0,300}?[ \t])?`;

/** Where a command begins: at the start of a line, or of a substitution. */
const CURL = new RegExp(String.raw`(?:^|[;&|(\x60])${BEFORE}curl(?:\.exe)?[ \t]+(?=\S)`, 'gm');
const AWS = new RegExp(
  String.raw`(?:^|[;&|(\x60'"])${BEFORE}aws[ \t]+(?:-[\w-]{1,80}[ \t]+\S{1,500}[ \t]+){0,20}bedrock-runtime[ \t]+`,
  'gm',
);

/**
 * Where a command that begins at `from` ends: at a line that nothing continues, outside of quotes; one that stands in
 * backticks, at the second of them.
 */
export function endOfCommand(script: string, from: number, inBackticks = false): number {
  let quote = '';
  for (let i = from; i < script.length; i++) {
    const c = script.charAt(i);
    if (quote === "'") {
      if (c === "'") quote = '';
    } else if (c === '\\' && /^[ \t]+#/.test(script.slice(i + 1, i + 40))) {
      const line = script.indexOf('\n', i);
      if (line < 0) return script.length;
      i = line;
    } else if (c === '`' && inBackticks && quote === '') {
      return i;
    } else if (c === '\\' || ((c === '^' || c === '`') && /^\r?\n/.test(script.slice(i + 1, i + 3)))) {
      i += script.startsWith('\r\n', i + 1) ? 2 : 1;
    } else if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === "'" || c === '"') quote = c;
    else if (c === '\n') return i;
  }
  return script.length;
}

/** Comments behind the sign that continues a line, as documentation writes them, are no part of the command. */
const withoutComments = (command: string): string => command.replace(/\\[ \t]+#[^\n]*$/gm, '\\');

/** What a script says around its commands. */
interface Around {
  readonly variables: Variables;
  readonly documents: DocumentEnds;
}

/** What a here-document of a command that ends at `end` says; null where it has none. */
function hereDocument(command: string, script: string, end: number, { documents }: Around): string | null {
  const [, mark] = /<<-?\s*["']?(\w+)["']?/.exec(command) ?? [];
  const last = mark === undefined ? null : documents.endOf(mark, end + 1);
  return last === null ? null : script.slice(end + 1, last);
}

function curlIn(script: string, from: number, inBackticks: boolean, around: Around): Found | null {
  const end = endOfCommand(script, from, inBackticks);
  const command = withoutComments(script.slice(from, end));
  const body = hereDocument(command, script, end, around);
  const curl = parseCurl(body === null ? command : command.replace(/<<-?\s*["']?\w+["']?/, ''), body);
  if (!curl.ok || curl.request.body === null) return null;
  const { headers } = curl.request;
  return httpCall({
    what: 'a curl command',
    url: addressWith(curl.request.url, around.variables),
    headers,
    body: text(valueOfVariable(curl.request.body, around.variables)),
  });
}

/** The curl commands of a script, in order. */
export function curlsIn(script: string): readonly Found[] {
  const places = script.includes('curl') ? [...script.matchAll(CURL)] : [];
  if (places.length === 0) return [];
  const documents = new DocumentEnds(script);
  const around = { documents, variables: variablesIn(script, documents) };
  return places.flatMap(
    ({ index, 0: whole }) =>
      curlIn(script, index + whole.search(/curl/), whole.startsWith('`'), around) ?? [],
  );
}

/** A value as the AWS CLI takes it: JSON, or its shorthand `a=1,b=2`. */
function cliValue(written: string): Value {
  const parsed = parseJsonText(written);
  if (parsed.ok) return valueOfJson(parsed.value);
  if (!/^\w+=/.test(written)) return text(written);
  const members = written.split(',').map((part) => {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(part) ?? [];
    return [name, /^-?\d+(?:\.\d+)?$/.test(value) ? plain(value) : text(value)] as const;
  });
  return { kind: 'map', members: new Map(members) };
}

/** A value of the command line; the content of a file that the AWS CLI would read stays open. */
function contentOf(written: string): Value {
  const [, file] = /^fileb?:\/\/(.*)$/.exec(written) ?? [];
  if (file === undefined) return cliValue(written);
  const name = `the content of ${file}`;
  return { kind: 'hole', hole: holeAt(name, 0, name.length) };
}

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Options that steer the AWS CLI itself. */
const OF_CLI: ReadonlySet<string> = new Set([
  ...[
    'region',
    'profile',
    'endpointUrl',
    'cliBinaryFormat',
    'output',
    'query',
    'cliInputJson',
    'contentType',
  ],
  ...['accept', 'cliReadTimeout', 'cliConnectTimeout', 'caBundle', 'color'],
]);

/** What names the call itself in the input of a command as JSON. */
const ENVELOPE: ReadonlySet<string> = new Set(['modelId', 'body']);

const OPERATIONS: Readonly<Record<string, { readonly converse: boolean; readonly stream: boolean }>> = {
  converse: { converse: true, stream: false },
  'converse-stream': { converse: true, stream: true },
  'invoke-model': { converse: false, stream: false },
  'invoke-model-with-response-stream': { converse: false, stream: true },
};

function awsIn(script: string, from: number, inBackticks: boolean): Found | null {
  const words = shellWords(withoutComments(script.slice(from, endOfCommand(script, from, inBackticks))));
  const operation = lookUp(OPERATIONS, words[0] ?? '');
  if (!operation) return null;
  const options = new Map<string, string>();
  for (let i = 1; i < words.length; i++) {
    const [, name, attached] = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(words[i] ?? '') ?? [];
    if (name === undefined) continue;
    const next = words[i + 1] ?? '';
    if (attached !== undefined) options.set(camel(name), attached);
    else if (!next.startsWith('--')) options.set(camel(name), words[++i] ?? '');
  }
  const input = parseJsonText(options.get('cliInputJson') ?? '');
  const given = input.ok ? asMembers(valueOfJson(input.value)) : new Map<string, Value>();
  const modelId = options.get('modelId') ?? asText(given.get('modelId')) ?? undefined;
  const body = options.get('body') ?? asText(given.get('body')) ?? undefined;
  const parsed = body === undefined ? null : parseJsonText(body);
  const members = [...options].filter(([name]) => name !== 'modelId' && name !== 'body' && !OF_CLI.has(name));
  const whole = parsed?.ok ? valueOfJson(parsed.value) : null;
  const own: Iterable<readonly [string, Value]> =
    whole?.kind === 'map' ? whole.members : body === undefined ? [] : [['‹body›', contentOf(body)]];
  return {
    ...bedrockCall(`a command of the AWS CLI, ${words[0] ?? ''}`, {
      ...operation,
      modelId: modelId === undefined ? undefined : text(modelId),
      body: operation.converse
        ? [...without(given, ENVELOPE), ...members.map(([name, value]) => [name, contentOf(value)] as const)]
        : own,
      left: [...options.keys()].filter((name) => OF_CLI.has(name) && !(input.ok && name === 'cliInputJson')),
    }),
  };
}

/** The commands of the AWS CLI that call a model, in order. */
export const awsCommandsIn = (script: string): readonly Found[] =>
  (script.includes('bedrock-runtime') ? [...script.matchAll(AWS)] : []).flatMap(
    ({ index, 0: whole }) => awsIn(script, index + whole.length, whole.startsWith('`')) ?? [],
  );
