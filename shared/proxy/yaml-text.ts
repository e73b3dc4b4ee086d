import {
  Composer,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  type ScalarTag,
  type Tags,
  type YAMLError,
  type YAMLMap,
  YAMLParseError,
} from 'yaml';
import type { InputProblem, TextRange } from '../input/text-range.ts';
import { MOST_LEVELS } from '../json/depth.ts';
import { assign, type Json } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { hasTexts, keepTexts } from '../json/texts.ts';
import { numberText, rewritten } from '../pipeline/python/numbers.ts';
import { stripEnd } from '../pipeline/python/space.ts';
import { type Resolve, resolverOf, unresolvedIn, writtenOut } from './yaml-anchors.ts';
import { tooDeepToken } from './yaml-depth.ts';
import { floatingText, integerText, numberIn } from './yaml-numbers.ts';

/** Above this many UTF-16 units a text is no configuration; reading it would take seconds. */
const LENGTH_LIMIT = 4_000_000;

/** What a configuration may be made of when its aliases are written out, and how many aliases the library finds in time. */
const MOST_NODES = 300_000;
const MOST_ALIASES = 10_000;

export type YamlText =
  | { readonly ok: false; readonly problems: readonly InputProblem[] }
  | {
      readonly ok: true;
      readonly value: Json;
      readonly warnings: readonly InputProblem[];
      /** Where the value at a pointer stands in the text; keys are taken for their values. Null for none. */
      readonly rangeOf: (pointer: Pointer) => TextRange | null;
    };

const numberOf = (written: string | null, text: string): number | string =>
  written === null ? text : Number(written);

/**
 * Words and numbers as PyYAML reads them, which is what LiteLLM loads its configuration with: `yes` and
 * `on` are true, `y` is text; a float needs a point, so `1e3` is text.
 */
const PYYAML: readonly ScalarTag[] = [
  {
    tag: 'tag:yaml.org,2002:bool',
    default: true,
    test: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON|no|No|NO|false|False|FALSE|off|Off|OFF)$/,
    resolve: (text) => /^(?:yes|true|on)$/i.test(text),
  },
  {
    tag: 'tag:yaml.org,2002:int',
    default: true,
    test: /^[-+]?[0-9][0-9a-fA-FxX_:]*$/,
    resolve: (text) => numberOf(integerText(text), text),
  },
  {
    tag: 'tag:yaml.org,2002:float',
    default: true,
    test: /^[-+]?[0-9._:]+(?:[eE][-+][0-9]+)?$/,
    resolve: (text) => numberOf(floatingText(text), text),
  },
];

const REPLACED = new Set([
  'tag:yaml.org,2002:bool',
  'tag:yaml.org,2002:int',
  'tag:yaml.org,2002:float',
  'tag:yaml.org,2002:timestamp',
]);

const pyyamlTags = (tags: Tags): Tags => [
  ...PYYAML,
  ...tags.filter((tag) => typeof tag === 'string' || !REPLACED.has(tag.tag)),
];

/** The members of a mapping by name, those of merge keys below its own. */
function membersOf(map: YAMLMap, resolve: Resolve): ReadonlyMap<string, unknown> {
  const own = new Map<string, unknown>();
  const merged = new Map<string, unknown>();
  for (const { key, value } of map.items) {
    const merges = isScalar(key) && (key.value === '<<' || key.source === '<<');
    const name = isScalar(key) ? String(key.value) : '';
    if (!merges) {
      own.set(name, value);
      continue;
    }
    const sources = resolve(value);
    for (const source of isSeq(sources) ? sources.items : [sources]) {
      const one = resolve(source);
      if (!isMap(one)) continue;
      for (const [inner, member] of membersOf(one, resolve))
        if (!merged.has(inner)) merged.set(inner, member);
    }
  }
  return new Map([...merged, ...own]);
}

/** How a number is written, where its value does not tell: `1.0`, an integer of any size. */
function textOf(node: unknown, value: unknown): string | null {
  if (typeof value !== 'number' || !isScalar(node) || typeof node.source !== 'string') return null;
  const written = numberIn(node.source);
  return written !== null && rewritten(written) !== numberText(value) ? written : null;
}

/** The JSON of what the library read; numbers keep how they were written. */
function toJson(value: unknown, at: unknown, resolve: Resolve): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === undefined) return String(value ?? '');
  const node = resolve(at);
  const numbers = new Map<string, string>();
  let inside = false;
  const member = (key: string, one: unknown, of: unknown): Json => {
    const source = resolve(of);
    const text = textOf(source, one);
    if (text !== null) numbers.set(key, text);
    const json = toJson(one, source, resolve);
    inside ||= typeof json === 'object' && json !== null && hasTexts(json);
    return json;
  };
  if (Array.isArray(value)) {
    const items = isSeq(node) ? node.items : [];
    const list = value.map((one, i) => member(String(i), one, items[i]));
    keepTexts(list, { numbers, keys: null, inside });
    return list;
  }
  const nodes = isMap(node) ? membersOf(node, resolve) : new Map<string, unknown>();
  const object: Record<string, Json> = {};
  const members: Readonly<Record<string, unknown>> = value as Readonly<Record<string, unknown>>;
  // PyYAML has what a merge key brings before the mapping's own.
  for (const key of new Set([...nodes.keys(), ...Object.keys(members)])) {
    if (Object.hasOwn(members, key)) assign(object, key, member(key, members[key], nodes.get(key)));
  }
  keepTexts(object, { numbers, keys: null, inside });
  return object;
}

/** The node of each value by its pointer, with the node that names it where it is a member. */
function nodesOf(root: Node | null): ReadonlyMap<Pointer, Node> {
  const nodes = new Map<Pointer, Node>();
  const walk = (node: unknown, pointer: Pointer, place: Node | null): void => {
    if (place) nodes.set(pointer, place);
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isScalar(pair.key)) continue;
        walk(pair.value, child(pointer, String(pair.key.value)), pair.key);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, i) => void walk(item, child(pointer, i), item as Node));
    }
  };
  walk(root, '', root);
  return nodes;
}

const HINTS: Readonly<Record<string, string>> = {
  BAD_INDENT: 'Indent the lines of one list or mapping alike.',
  BAD_ALIAS: 'Name an anchor (&name) that stands above.',
  DUPLICATE_KEY: 'Remove one of the two.',
  MISSING_CHAR: 'Add the missing character.',
  MULTILINE_IMPLICIT_KEY: 'Check the indentation and the quotes of the line before.',
  TAB_AS_INDENT: 'Indent with spaces.',
  UNEXPECTED_TOKEN: 'Quote a text that begins with such a character.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a nested mapping on a line of its own, indented.',
  MULTIPLE_DOCS: 'Keep one: LiteLLM reads a file with a single document.',
  TAG_RESOLVE_FAILED: 'Write the value out. Other files are named in a list, “include:”, at the top.',
};

/** Own words for those of the library that speak of itself, or of what it does about it. */
const MESSAGES: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'A second document begins here',
  TAG_RESOLVE_FAILED: 'LiteLLM knows no such tag: its proxy does not start',
};
const MULTIPLIED: Omit<InputProblem, 'range'> = {
  message: 'Anchors and aliases multiply beyond reason',
  hint: 'Write the values out.',
};
const TOO_DEEP: Omit<InputProblem, 'range'> = {
  message: 'This nests too deep to be read',
  hint: 'A configuration nests some ten levels: take the innermost out.',
};

/**
 * Reads YAML as LiteLLM does (PyYAML's YAML 1.1: anchors, merge keys, `yes` for true). Errors carry line
 * and column. Nothing is resolved: `os.environ/NAME` stays text.
 */
export function parseYamlText(text: string): YamlText {
  const lines = new LineCounter();
  const at = (from: number, to: number): TextRange => {
    const { line, col } = lines.linePos(from);
    return { from, to: Math.max(from, to), line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (text.length > LENGTH_LIMIT) {
    return {
      ok: false,
      problems: [
        {
          message: 'This text is too long for a configuration',
          hint: 'Open the config.yaml of the proxy, not its log.',
          range: { from: 0, to: 0, line: 1, column: 1 },
        },
      ],
    };
  }
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = tooDeepToken(tokens);
  if (deep !== null) return { ok: false, problems: [{ ...TOO_DEEP, range: at(deep, deep + 1) }] };
  const composer = new Composer({
    version: '1.1',
    merge: true,
    strict: true,
    uniqueKeys: false,
    customTags: pyyamlTags,
  });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (!document) throw new TypeError('A forced document is always there.');
  const problemOf = (error: Pick<YAMLError, 'code' | 'message' | 'pos'>): InputProblem => ({
    message: lookUp(MESSAGES, error.code) ?? stripEnd(error.message).replace(/\.$/, ''),
    hint: lookUp(HINTS, error.code) ?? 'Check the YAML here.',
    range: at(error.pos[0], error.pos[1]),
  });
  const [errors, warnings] = [document.errors, document.warnings];
  // PyYAML refuses tags that it does not know; the library only warns of them.
  const unknown = warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
  const more = second ? [new YAMLParseError([second.range[0], second.range[1]], 'MULTIPLE_DOCS', '')] : [];
  const wrong = [...errors, ...more, ...unknown].slice(0, 20).map(problemOf);
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const resolve = resolverOf(document);
  const unresolved = unresolvedIn(document, resolve).slice(0, 20);
  if (unresolved.length > 0) {
    const problems = unresolved.map(({ message, hint, from, to }) => ({
      message,
      hint,
      range: at(from, to),
    }));
    return { ok: false, problems };
  }
  const { nodes: size, levels, aliases } = writtenOut(document, resolve);
  // Aliases put values inside of values that are no deeper than others in the text.
  if (levels > MOST_LEVELS) return { ok: false, problems: [{ ...TOO_DEEP, range: at(0, 0) }] };
  if (size > MOST_NODES || aliases > MOST_ALIASES)
    return { ok: false, problems: [{ ...MULTIPLIED, range: at(0, 0) }] };
  const value = toJson(document.toJS({ maxAliasCount: -1 }), document.contents, resolve);
  const nodes = nodesOf(document.contents as Node | null);
  return {
    ok: true,
    value,
    warnings: warnings.slice(0, 20).map(problemOf),
    rangeOf: (pointer) => {
      const range = nodes.get(pointer)?.range;
      return range ? at(range[0], range[1]) : null;
    },
  };
}
