import { shellWords } from '../curl.ts';
import { parseJsonText } from '../json-text.ts';
import type { Found } from './found.ts';
import { httpCall } from './http-call.ts';
import { map, text, type Value } from './value.ts';
import { valueOfJson } from './values-of-json.ts';

const START = /^\s*(?:\$\s+)?(?:https?|xhs?)\s+(?!:\/\/)/;
const WITH_VALUE = /^(?:-[aAsop]|--(?:auth|auth-type|session|style|print|timeout|proxy|verify|cert|output))$/;
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/i;
const PIPED =
  /^\s*(?:\$\s+)?(?:echo|printf)\s+(?:'[^']*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*")\s*\|\s*(?=https?\s|xhs?\s)/;

/** Name, separator, value: the first separator decides. */
const ITEM = /^((?:\\.|[^:=@\\])*?)(:=@|:=|==|=@|=|:|@)([\s\S]*)$/;

/** `a[b][c]` as its steps. */
const stepsOf = (name: string): readonly string[] => name.replace(/\]/g, '').split('[');

type Tree = Map<string, Value | Tree>;

function put(tree: Tree, steps: readonly string[], value: Value): void {
  const [first = '', ...rest] = steps;
  if (rest.length === 0) {
    tree.set(first, value);
    return;
  }
  const below = tree.get(first);
  const next: Tree = below instanceof Map ? below : new Map();
  tree.set(first, next);
  put(next, rest, value);
}

const isList = (tree: Tree): boolean => [...tree.keys()].every((key) => /^\d*$/.test(key));

function valueOfTree(tree: Tree): Value {
  const entries = [...tree].map(
    ([key, value]) => [key, value instanceof Map ? valueOfTree(value) : value] as const,
  );
  return isList(tree) && tree.size > 0
    ? { kind: 'list', items: entries.map(([, value]) => value) }
    : map(entries);
}

function urlOf(written: string, scheme: string): string {
  if (/^:\d*/.test(written)) {
    const [, port = '', path = ''] = /^:(\d*)([\s\S]*)$/.exec(written) ?? [];
    return `http://localhost${port === '' ? '' : `:${port}`}${path}`;
  }
  return /^[a-z]+:\/\//i.test(written) ? written : `${scheme}://${written}`;
}

/** A command of HTTPie (`http POST :4000/v1/… model=… messages:='[…]'`). */
export function readHttpie(given: string): readonly Found[] {
  // `echo '{…}' | http …`: what is piped in is the body.
  const piped = PIPED.exec(given);
  const command = piped ? given.slice(piped[0].length) : given;
  if (!START.test(command)) return [];
  const [program = '', ...words] = shellWords(command.trim().replace(/^\$\s+/, ''));
  const [, said] = piped
    ? shellWords(
        piped[0]
          .trim()
          .replace(/^\$\s+/, '')
          .replace(/\|$/, ''),
      )
    : [];
  const scheme = /^(?:https|xhs)$/.test(program) ? 'https' : 'http';
  const tree: Tree = new Map();
  const headers: Record<string, string> = {};
  let url: string | null = null;
  let raw: string | null = said ?? null;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '<<<' || word === '--raw') raw = words[++i] ?? '';
    else if (word === '<' && words[i + 1] === '<' && words[i + 2] === '<') {
      raw = words[i + 3] ?? '';
      i += 3;
    } else if (word.startsWith('--raw=')) raw = word.slice('--raw='.length);
    else if (WITH_VALUE.test(word)) i++;
    else if (word.startsWith('-')) continue;
    else if (url === null) {
      if (!METHOD.test(word)) url = urlOf(word, scheme);
    } else {
      const [, name = '', separator, value = ''] = ITEM.exec(word) ?? [];
      if (separator === ':') headers[name.toLowerCase()] = value.trim();
      else if (separator === '=') put(tree, stepsOf(name), text(value));
      else if (separator === ':=') {
        const parsed = parseJsonText(value);
        put(tree, stepsOf(name), parsed.ok ? valueOfJson(parsed.value) : text(value));
      }
    }
  }
  if (url === null) return [];
  const body = raw === null ? valueOfTree(tree) : text(raw);
  const found = httpCall({ what: 'a command of HTTPie', url, headers, body });
  return found ? [found] : [];
}
