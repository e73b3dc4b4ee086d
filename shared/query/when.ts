/** A span of time, milliseconds since 1970: from the first, before the second. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z)?$/i;
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/;

const int = (text: string | undefined): number => Number(text ?? 0);

/** Refuses the 31st of June, which a date would silently take for the 1st of July. */
function exists(date: Date, year: number, month: number, day: number): boolean {
  return date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
}

function day(year: number, month: number, date: number): Span | null {
  const from = new Date(year, month - 1, date);
  return exists(from, year, month, date)
    ? { from: from.getTime(), to: new Date(year, month - 1, date + 1).getTime() }
    : null;
}

/**
 * A day (`2026-11-26`, `today`, `yesterday`), a moment (`2026-11-26T14:05`, with seconds, with `Z` for UTC), or a time
 * of today (`14:05`), in the zone of the machine: the span that it names. Null for anything else.
 */
export function readWhen(text: string, now: number): Span | null {
  const today = new Date(now);
  const word = text.toLowerCase();
  if (word === 'today' || word === 'yesterday') {
    const back = word === 'today' ? 0 : 1;
    const start = new Date(today.getFullYear(), today.getMonth(), today.getDate() - back);
    const end = new Date(today.getFullYear(), today.getMonth(), today.getDate() - back + 1);
    return { from: start.getTime(), to: end.getTime() };
  }
  const date = DAY.exec(text);
  if (date) return day(int(date[1]), int(date[2]), int(date[3]));
  const moment = MOMENT.exec(text);
  if (moment) return readMoment(moment);
  const clock = CLOCK.exec(text);
  if (!clock || int(clock[1]) > 23 || int(clock[2]) > 59 || int(clock[3]) > 59) return null;
  const from = new Date(
    today.getFullYear(),
    today.getMonth(),
    today.getDate(),
    int(clock[1]),
    int(clock[2]),
    int(clock[3]),
  ).getTime();
  return { from, to: from + (clock[3] === undefined ? 60_000 : 1_000) };
}

function readMoment(parts: RegExpExecArray): Span | null {
  const [, year, month, date, hour, minute, second, fraction, utc] = parts;
  if (!day(int(year), int(month), int(date)) || int(hour) > 23 || int(minute) > 59 || int(second) > 59)
    return null;
  const at = [int(year), int(month) - 1, int(date), int(hour), int(minute), int(second)] as const;
  const ms = int((fraction ?? '').padEnd(3, '0'));
  const from = (utc === undefined ? new Date(...at).getTime() : Date.UTC(...at)) + ms;
  return { from, to: from + (fraction !== undefined ? 1 : second === undefined ? 60_000 : 1_000) };
}
