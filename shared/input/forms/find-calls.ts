import { isObject } from '../../json/json.ts';
import { parseJsonText } from '../json-text.ts';
import { isKnown, knownCalls } from './calls.ts';
import { readDebugLog } from './debug-log.ts';
import { type Found, NOTHING_BESIDE } from './found.ts';
import { isRequest } from './http-call.ts';
import { readHttp } from './http-message.ts';
import { readHttpie } from './httpie.ts';
import { readJavaScript } from './javascript.ts';
import { readPython } from './python.ts';
import { readRecord } from './records.ts';
import { asMembers, type Script } from './value.ts';

/** What only code has: broken JSON is told as such, and not read as code that it happens to be. */
const PYTHON_ONLY = /'|\b(?:True|False|None)\b|\bdict\s*\(|^\s*\w+\s*=|\(\s*$|#/m;
const JAVASCRIPT_ONLY = /'|`|[{,]\s*[A-Za-z_$][\w$]*\s*[:,}]|\b(?:const|let|var|await|new)\b/;

/** The code's value, where it is a dictionary or an object that looks like a request. */
function aValue({ clean, whole }: Script, what: string): readonly Found[] {
  if (!clean || !whole || whole.kind !== 'map' || !isRequest(whole)) return [];
  return [{ ...NOTHING_BESIDE, what, form: null, request: whole }];
}

/** Names that calls end with: text without any is not parsed as code. */
const CALLS =
  /\b(?:a?completion|create|parse|stream|a?responses|anthropic_messages|converse\w*|invoke\w*|\w+Command|ChatBedrock\w*|BedrockChat|generate(?:Text|Object)|stream(?:Text|Object)|fetch|post)\s*\(/i;

const hasNamesAsKeys = ({ request }: Found): boolean =>
  [...asMembers(request).keys()].some((key) => key.startsWith('‹'));

function javaScriptCalls(text: string): readonly Found[] {
  const script = readJavaScript(text, isKnown);
  return script.clean ? knownCalls({ name: 'JavaScript', script }) : [];
}

function inCode(text: string): readonly Found[] {
  const hasCalls = !/^\s*[{[]/.test(text) && CALLS.test(text);
  if (hasCalls || PYTHON_ONLY.test(text)) {
    const script = readPython(text, isKnown);
    const found = script.clean ? knownCalls({ name: 'Python', script }) : [];
    // Python reads much of JavaScript's calls, too: the keys of an object are names there, which nothing was given.
    const better = found.some(hasNamesAsKeys) ? javaScriptCalls(text) : [];
    if (better.length > 0) return better;
    if (found.length > 0) return found;
    const value = PYTHON_ONLY.test(text) ? aValue(script, 'a Python dictionary') : [];
    if (value.length > 0) return value;
  }
  if (hasCalls || JAVASCRIPT_ONLY.test(text)) {
    const found = javaScriptCalls(text);
    if (found.length > 0) return found;
    const value = JAVASCRIPT_ONLY.test(text)
      ? aValue(readJavaScript(text, isKnown), 'a JavaScript object')
      : [];
    if (value.length > 0) return value;
  }
  return hasCalls ? inBrokenCode(text) : [];
}

/** Code cut out of a larger file (indented, half a function) is read as far as it goes. */
function inBrokenCode(text: string): readonly Found[] {
  const python = knownCalls({ name: 'Python', script: readPython(text, isKnown) });
  if (python.some(({ request }) => isRequest(request))) return python;
  return knownCalls({ name: 'JavaScript', script: readJavaScript(text, isKnown) });
}

/** Records one a line, as log files and batch files have them. */
function inLines(text: string): readonly Found[] {
  if (!/^\s*\{/.test(text)) return [];
  const found: Found[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const parsed = parseJsonText(line);
    if (!parsed.ok || !isObject(parsed.value)) return found;
    found.push(...readRecord(parsed.value));
  }
  return found;
}

/** Calls to models in a text that is no JSON document, in the order in which they stand there; nothing is run. */
export function findCalls(text: string): readonly Found[] {
  for (const read of [readDebugLog, readHttp, readHttpie, inLines, inCode]) {
    const found = read(text);
    if (found.length > 0) return found;
  }
  return [];
}
