import { isObject } from '../../json/json.ts';
import { parseJsonText } from '../json-text.ts';
import { objectsAmongLines, objectsInSeries, printedAmongLines } from './among-lines.ts';
import { isBinary } from './binary.ts';
import { isKnown, knownCalls } from './calls.ts';
import { type Cleaned, newSideOf, quotedIn, typedIn, withoutPrefixes } from './cleaned.ts';
import { readClientLog } from './client-log.ts';
import { isLog, readDebugLog } from './debug-log.ts';
import { fencedIn, type Piece } from './documents.ts';
import { type Found, NOTHING_BESIDE } from './found.ts';
import { isRequest, isRequestInJson } from './http-call.ts';
import { readHttp } from './http-message.ts';
import { readHttpie } from './httpie.ts';
import { beginsAsJavaScript, readJavaScript } from './javascript.ts';
import { readPowerShell } from './powershell.ts';
import { withoutReprs } from './printed.ts';
import { beginsAsPython, readPython } from './python.ts';
import type { Reader } from './reading.ts';
import { readRecord } from './records.ts';
import { awsCommandsIn, curlsIn } from './shell.ts';
import { isLong, isShortProgram, sieved } from './sieve.ts';
import { asMembers, type Script } from './value.ts';
import { valueOfJson } from './values-of-json.ts';

/** What only code has: broken JSON is told as such, and not read as code that it happens to be. */
const PYTHON_ONLY = /'|\b(?:True|False|None)\b|\bdict\s*\(|^[^\S\r\n\u2028\u2029]*\w+\s*=|\(\s*$|#/m;
const JAVASCRIPT_ONLY = /'|`|[{,]\s*[A-Za-z_$][\w$]*\s*[:,}]|\b(?:const|let|var|await|new)\b/;

/** The code's value, where it is a dictionary or an object that looks like a request. */
function aValue({ clean, whole }: Script, what: string): readonly Found[] {
  if (!clean || !whole || whole.kind !== 'map' || !isRequest(whole)) return [];
  return [{ ...NOTHING_BESIDE, what, form: null, request: whole }];
}

/** Names that calls end with: text without any is not parsed as code. Names have an end: a pattern that goes back over a word of many million letters throws. */
const CALLS =
  /\b(?:a?(?:text_|batch_)?completion\w{0,99}|create|parse|stream|a?responses|anthropic_messages|acreate|a?embedding|a?rerank|a?image_generation|generate|count_?tokens|converse\w{0,99}|invoke\w{0,99}|\w{1,99}Command|ChatBedrock\w{0,99}|BedrockChat|ChatLiteLLM|ChatOpenAI|ChatAnthropic|embed(?:Many)?|init_?chat_?model|generate(?:Text|Object)|stream(?:Text|Object)|fetch|post|request|axios|got|ky|partial)\s*\(/i;

const hasNamesAsKeys = ({ request }: Found): boolean =>
  [...asMembers(request).keys()].some((key) => key.startsWith('‹'));

const hasCalls = (text: string): boolean => !/^\s*[{[]/.test(text) && CALLS.test(text);

const READERS = {
  Python: { read: readPython, begins: beginsAsPython },
  JavaScript: { read: readJavaScript, begins: beginsAsJavaScript },
} as const satisfies Readonly<Record<string, Reader>>;
type LanguageName = keyof typeof READERS;

/** What stands beside calls of LangChain's and is read with them. */
const BESIDE = /\b(?:bind_?tools|from_?messages|batch|chat|llm|model|chat_model)\s*\(/i;
const PARTS_OF_CALLS = new RegExp(`${CALLS.source}|${BESIDE.source}`, 'gi');

/** A text as code of one language all through; of a long one only what its calls need. */
function wholeScript(text: string, name: LanguageName): Script {
  const { read, begins } = READERS[name];
  const less = isLong(text) && begins(text) ? sieved(text, name, PARTS_OF_CALLS) : text;
  const script = read(less, isKnown, 'whole');
  return script.clean || less === text ? script : read(text, isKnown, 'whole');
}

/** A text as code of either language: each is read once each way, when it is first asked for. */
class Scripts {
  readonly text: string;
  readonly #read = new Map<LanguageName, Script>();

  constructor(text: string) {
    this.text = text;
  }

  #script(name: LanguageName): Script {
    const script = this.#read.get(name) ?? wholeScript(this.text, name);
    this.#read.set(name, script);
    return script;
  }

  /** Calls of a text that is code of this language all through. */
  whole(name: LanguageName): readonly Found[] {
    const script = this.#script(name);
    return script.clean ? knownCalls({ name, script }) : [];
  }

  /** Calls in what is code of this language in a text. */
  parts(name: LanguageName): readonly Found[] {
    const script = this.#script(name);
    return knownCalls({
      name,
      script: script.clean ? script : READERS[name].read(this.text, isKnown, 'parts'),
    });
  }
}

/** What JavaScript's calls have and Python's have not: an object with names as keys, in brackets. */
const LIKE_JAVASCRIPT = /\b(?:const|let|var)\s+[\w$\x5b{]|=>|\(\{\s*[\w$]+\s*:/;

/** Calls of a text that is code all through. */
function inCode(scripts: Scripts): readonly Found[] {
  if (!hasCalls(scripts.text)) return [];
  const first = LIKE_JAVASCRIPT.test(scripts.text) ? scripts.whole('JavaScript') : [];
  if (first.length > 0) return first;
  const found = scripts.whole('Python');
  // Python reads much of JavaScript's calls, too: the keys of an object are names there, which nothing was given.
  const better = found.length === 0 || found.some(hasNamesAsKeys) ? scripts.whole('JavaScript') : [];
  return better.length > 0 ? better : found;
}

/** How a text begins that is one value: with a bracket, or with the name that it is given. */
const VALUE =
  /^\s*(?:(?:#|\/\/)[^\n]*\n\s*)*(?:(?:export\s+)?(?:const|let|var)\s|[\w.]+\s*(?::[^=\n]{1,80})?=|(?:\(\s*)?\{|dict\s*\()/;

const NAMES_AS_KEYS = /^\s*(?:(?:export\s+)?(?:const|let|var)\s[^={]*=\s*)?\{\s*[\w$]+\s*:/;

function aDictionary(text: string): readonly Found[] {
  for (const written of new Set([text, withoutReprs(text)])) {
    const found = aValue(
      readPython(written, () => false, 'whole'),
      'a Python dictionary',
    );
    if (found.length > 0) return found;
  }
  return [];
}

const anObject = (text: string): readonly Found[] =>
  aValue(
    readJavaScript(text, () => false, 'whole'),
    'a JavaScript object',
  );

/** A text that is one value, as Python or JavaScript write it. */
function inValue(text: string): readonly Found[] {
  if (!VALUE.test(text)) return [];
  const readings = [
    PYTHON_ONLY.test(text) && !NAMES_AS_KEYS.test(text) && isShortProgram(text, 'Python')
      ? aDictionary
      : null,
    JAVASCRIPT_ONLY.test(text) && isShortProgram(text, 'JavaScript') ? anObject : null,
  ];
  return firstOf(
    text,
    readings.flatMap((read) => read ?? []),
  );
}

/** Code cut out of a larger file (indented, half a function) is read as far as it goes. */
function inBrokenCode(scripts: Scripts): readonly Found[] {
  if (!hasCalls(scripts.text)) return [];
  const python = scripts.parts('Python');
  if (python.some(({ request }) => isRequest(request)) && !python.some(hasNamesAsKeys)) return python;
  const javaScript = scripts.parts('JavaScript');
  return javaScript.length > 0 ? javaScript : python;
}

/** A request as it stands in JSON, or a record that holds one. */
export function inJson(value: unknown): readonly Found[] {
  if (!isObject(value as never)) return [];
  const object = value as Parameters<typeof readRecord>[0];
  const found = readRecord(object);
  if (found.length > 0) return found;
  if (!isRequestInJson(object)) return [];
  return [{ ...NOTHING_BESIDE, what: 'a request in JSON', form: null, request: valueOfJson(object) }];
}

/** Records or requests one a line, as log files and batch files have them. */
function inLines(text: string): readonly Found[] {
  if (!/^\s*\{/.test(text)) return [];
  const found: Found[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const parsed = parseJsonText(line);
    if (!parsed.ok || !isObject(parsed.value)) return found;
    found.push(...inJson(parsed.value));
  }
  return found;
}

/** The same one behind the other, with or without line ends in them and between them. */
const inSeries = (text: string): readonly Found[] => objectsInSeries(text).flatMap(inJson);

const moved = (found: readonly Found[], placeOf: Cleaned['placeOf']): readonly Found[] =>
  found.map((one) => {
    const before = one.placeOf;
    return { ...one, placeOf: (at) => placeOf(before ? before(at) : at) };
  });

function inSession(text: string): readonly Found[] {
  const session = typedIn(text);
  return session ? moved(inCode(new Scripts(session.text)), session.placeOf) : [];
}

/** Code that a diff adds or leaves; what it takes out is no call any more. */
function inDiff(text: string): readonly Found[] {
  const diff = newSideOf(text);
  if (!diff) return [];
  const scripts = new Scripts(diff.text);
  return moved(
    firstOf(diff.text, [() => inCode(scripts), inShell, () => inBrokenCode(scripts)]),
    diff.placeOf,
  );
}

/** What JSON begins with, comments before it included: no letter. */
const BEGINS_AS_JSON = /^\s*[^\w\s]/;

/** What every text that holds a call has: brackets of a body or of arguments, a command, a line of HTTP or of HTTPie. */
const MAY_HOLD = /[{([]|curl|https?\b|bedrock-runtime|\bHTTP\/|:=/i;

/** So many pieces of a document are read: manuals have fewer, and each may be read as several languages. */
const MOST_PIECES = 400;

function inPiece({ text, at, starred }: Piece): readonly Found[] {
  const cleaned = starred ? withoutPrefixes(text, /^[ \t]*\*(?: |$)/) : null;
  const plain = cleaned?.text ?? text;
  const parsed = BEGINS_AS_JSON.test(plain) ? parseJsonText(plain) : null;
  const found = parsed?.ok ? inJson(parsed.value) : inPlainText(plain);
  return moved(found, (place) => (cleaned ? cleaned.placeOf(place) : place) + at);
}

/** Calls in what Markdown fences. */
function inFences(document: string): readonly Found[] {
  const pieces = fencedIn(document).filter(({ text }) => MAY_HOLD.test(text));
  const found = pieces.slice(0, MOST_PIECES).flatMap(inPiece);
  if (pieces.length <= MOST_PIECES) return found;
  const note = `Of the ${pieces.length} pieces of code in this document the first ${MOST_PIECES} were looked at.`;
  return found.map((one) => ({ ...one, notes: [...(one.notes ?? []), note] }));
}

/** An answer of a model, which names it, too. */
const isAnswer = (has: (name: string) => boolean): boolean =>
  ['choices', 'usage', 'stop_reason', 'stopReason'].some(has);

/** A text that begins as JSON is a document with a mistake, whose parts are no requests of their own. */
const IS_DOCUMENT = /^\s*(?:\{|\[\s*[{[\]"])/;

/** Records and requests in JSON between other lines: what a command printed, what a program logged. */
const inOtherLines = (text: string): readonly Found[] =>
  IS_DOCUMENT.test(text)
    ? []
    : objectsAmongLines(text).flatMap((value) =>
        isAnswer((name) => value[name] !== undefined) ? [] : inJson(value),
      );

/** Requests that a program of Python printed between other words. */
const inPrinted = (text: string): readonly Found[] =>
  printedAmongLines(text).flatMap((request) =>
    isRequest(request) && !isAnswer((name) => asMembers(request).has(name))
      ? [{ ...NOTHING_BESIDE, what: 'a Python dictionary that was printed', form: null, request }]
      : [],
  );

/** Code that somebody answers to, as mail and issues quote it. */
function inQuotation(text: string): readonly Found[] {
  const quoted = quotedIn(text);
  return quoted ? moved(inCode(new Scripts(quoted.text)), quoted.placeOf) : [];
}

const inLog = (text: string): readonly Found[] => (isLog(text) ? readDebugLog(text) : []);
const inShell = (text: string): readonly Found[] => [
  ...curlsIn(text),
  ...awsCommandsIn(text),
  ...readPowerShell(text),
];

/** The first reading that finds something. */
function firstOf(text: string, readers: readonly ((text: string) => readonly Found[])[]): readonly Found[] {
  for (const read of readers) {
    const found = read(text);
    if (found.length > 0) return found;
  }
  return [];
}

const MESSAGES = [readHttp, readHttpie, inLines, inSeries];

function inPlainText(text: string): readonly Found[] {
  const scripts = new Scripts(text);
  const code = [inSession, inDiff, () => inCode(scripts), inShell, inValue, () => inBrokenCode(scripts)];
  return firstOf(text, [...MESSAGES, inLog, ...(isLog(text) ? [] : code)]);
}

/** Calls to models in a text that is no JSON document, in the order in which they stand there; nothing is run. */
export function findCalls(text: string): readonly Found[] {
  if (isBinary(text)) return [];
  if (isLog(text))
    return firstOf(text, [inFences, readDebugLog, inLines, readClientLog, inOtherLines, inPrinted]);
  const scripts = new Scripts(text);
  const code = [inSession, inQuotation, inDiff, () => inCode(scripts), inFences, readDebugLog];
  const last = [readClientLog, inShell, inValue, () => inBrokenCode(scripts), inOtherLines, inPrinted];
  return firstOf(text, [...MESSAGES, ...code, ...last]);
}
