import type { JsonObject } from '../../shared/json/json.ts';
import { BadLine, UsageError } from './command.ts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/;

/** A day out of a day or a month, `YYYY-MM-DD`; of a month the last one that every month has. */
function dayIn(value: string): string | null {
  if (!DAY.test(value)) return null;
  return value.length === 7 ? `${value}-28` : value;
}

/** The day that `--as-of` names; null without it. */
export function askedDay(given: string | undefined): string | null {
  if (given === undefined) return null;
  const day = dayIn(given);
  if (day === null) throw new UsageError(`--as-of is a day, YYYY-MM-DD, not “${given}”.`);
  return day;
}

/** The day that a line is of: its `date`, else the one that was asked for. */
export function dayOfLine({ date }: JsonObject, asked: string | null): string | null {
  if (typeof date !== 'string') return asked;
  const day = dayIn(date);
  if (day === null) throw new BadLine(`date is YYYY-MM or YYYY-MM-DD, not ${JSON.stringify(date)}`);
  return day;
}
