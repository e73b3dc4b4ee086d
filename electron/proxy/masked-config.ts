import type { ConfigText } from '../../shared/proxy/includes.ts';
import type { Redacted, Redactor } from '../../shared/redaction/redactor.ts';

const ASTERISKS = /^\*+$/;

/**
 * A text with keys masked, as YAML can read it: what is masked by asterisks alone, as short keys are (`sk-1234`), would
 * be the alias of an anchor where it stands without quotes. Every place in it stays the same.
 */
function readable({ text, findings }: Redacted): string {
  let made = '';
  let at = 0;
  for (const { from, to } of findings) {
    if (!ASTERISKS.test(text.slice(from, to))) continue;
    made += text.slice(at, from) + '•'.repeat(to - from);
    at = to;
  }
  return made + text.slice(at);
}

/** A text of a configuration with its keys masked. */
export const maskedText = (redactor: Redactor, text: string): string => readable(redactor.call(text));

/** A configuration and all that it includes, with keys masked. */
export function maskedConfig(redactor: Redactor, { text, name, included }: ConfigText): ConfigText {
  const others = Object.entries(included).map(([file, one]) => [file, maskedText(redactor, one)] as const);
  return { text: maskedText(redactor, text), name, included: Object.fromEntries(others) };
}
