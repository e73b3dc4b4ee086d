import type { Finding, SecretKind } from './finding.ts';

/** What was taken out, for the person who is about to share the rest. */
export interface ReportLine {
  readonly kind: SecretKind;
  /** The names it stood under, without repetitions; empty where its form told. */
  readonly names: readonly string[];
  readonly count: number;
  /** Where it first stood, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Line and column of offsets that grow, in one pass over the text. */
function locator(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  return (offset) => {
    for (let end = text.indexOf('\n', start); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
      line++;
      start = end + 1;
    }
    return { line, column: offset - start + 1 };
  };
}

/** Counts findings by kind, in the order in which the kinds first stand. `text` may be the text before or after. */
export function report(text: string, findings: readonly Finding[]): readonly ReportLine[] {
  const locate = locator(text);
  const lines = new Map<SecretKind, { names: Set<string>; count: number; line: number; column: number }>();
  for (const { kind, name, from } of findings) {
    const place = locate(from);
    const known = lines.get(kind);
    if (known) known.count++;
    const entry = known ?? { names: new Set<string>(), count: 1, ...place };
    if (name !== null) entry.names.add(name);
    lines.set(kind, entry);
  }
  return [...lines].map(([kind, { names, ...rest }]) => ({ kind, names: [...names], ...rest }));
}
