import { lookUp } from '../json/look-up.ts';
import type { Field } from './field.ts';
import { fieldNamed } from './fields.ts';
import { IS } from './is.ts';
import { sayPattern } from './pattern.ts';
import { type Interval, type Pattern, type Test, type Tree, withoutHoles } from './tree.ts';
import { plain, sayDuration, saySize } from './units.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

function sayTime(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return 'an impossible date';
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}`;
  const seconds = date.getSeconds() > 0 ? `:${pad(date.getSeconds())}` : '';
  return clock === '00:00' && seconds === '' ? day : `${day} ${clock}${seconds}`;
}

const SAY: Readonly<Record<string, (value: number) => string>> = {
  number: plain,
  duration: sayDuration,
  size: saySize,
  share: (value) => `${plain(value * 100)} %`,
  time: sayTime,
};

/** Words joined as in speech: `a, b or c`. */
const joined = (parts: readonly string[], word: 'or' | 'and'): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${word} ${parts[parts.length - 1]}`;

function sayInterval(field: Field, { least, most, aboveLeast, belowMost }: Interval): string {
  const say = lookUp(SAY, field.kind) ?? plain;
  if (least !== null && least === most && !belowMost) return say(least);
  const time = field.kind === 'time';
  const low =
    least === null
      ? []
      : [
          time
            ? `at or after ${say(least)}`
            : aboveLeast
              ? `more than ${say(least)}`
              : `${say(least)} or more`,
        ];
  const high =
    most === null
      ? []
      : [time ? `before ${say(most)}` : belowMost ? `less than ${say(most)}` : `${say(most)} or less`];
  return [...low, ...high].join(' and ');
}

const sayPatterns = (patterns: readonly Pattern[]): string =>
  joined(
    patterns.map((pattern) => `“${sayPattern(pattern)}”`),
    'or',
  );

const nounOf = (name: string): string => fieldNamed(name)?.noun ?? name;

function sayTest(test: Test, not: boolean): string {
  const is = not ? 'is not' : 'is';
  switch (test.kind) {
    case 'interval': {
      const field = fieldNamed(test.field);
      return field
        ? `${field.noun} ${is} ${joined(
            test.any.map((one) => sayInterval(field, one)),
            'or',
          )}`
        : test.field;
    }
    case 'pattern': {
      const whole = test.any.every((pattern) => pattern.whole);
      return `${nounOf(test.field)} ${whole ? is : not ? 'does not contain' : 'contains'} ${sayPatterns(test.any)}`;
    }
    case 'key':
    case 'choice':
      return `${nounOf(test.field)} ${is} ${joined(test.any, 'or')}`;
    case 'present':
      return `${nounOf(test.field)} ${test.present === not ? 'is not known' : 'is known'}`;
    case 'flag': {
      const about = test.names.length === 0 ? '' : ` of ${sayPatterns(test.names)}`;
      return `it is ${not ? 'not ' : ''}marked ${test.flag}${about}`;
    }
    case 'is':
      return `it ${is} ${IS[test.word].says}`;
    case 'words': {
      const text = `“${test.words.join(' ')}${test.begun ? '…' : ''}”`;
      const where = test.where === null ? 'what was said, or a name,' : `what was ${test.where}`;
      return `${where} ${not ? 'does not have' : 'has'} ${text}`;
    }
  }
}

function say(tree: Tree, inner: boolean): string {
  switch (tree.kind) {
    case 'hole':
      return '';
    case 'test':
      return sayTest(tree.test, false);
    case 'not':
      return tree.of.kind === 'test' ? sayTest(tree.of.test, true) : `not (${say(tree.of, false)})`;
    case 'all':
    case 'any': {
      const text = joined(
        tree.of.map((part) => say(part, true)),
        tree.kind === 'all' ? 'and' : 'or',
      );
      return inner ? `(${text})` : text;
    }
  }
}

/** One sentence on what a filter lets through. */
export function explainQuery(tree: Tree): string {
  const sound = withoutHoles(tree);
  return sound ? `Exchanges where ${say(sound, false)}.` : 'All exchanges.';
}
