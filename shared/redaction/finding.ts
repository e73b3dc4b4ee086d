/** What a secret is, as far as its form or its place tells. */
export type SecretKind =
  | 'aws-key-id'
  | 'aws-secret'
  | 'aws-token'
  | 'api-key'
  | 'bearer'
  | 'basic'
  | 'cookie'
  | 'jwt'
  | 'password'
  | 'private-key'
  | 'signature'
  | 'token'
  | 'known';

/** A secret in a text: the range `[from, to)` in UTF-16 units, and the name it stood under. */
export interface Finding {
  readonly kind: SecretKind;
  readonly from: number;
  readonly to: number;
  /** The member, header, option or parameter that told; null where the value's own form told. */
  readonly name: string | null;
  /** Set where the value is a bare number, whose mark has to be one. */
  readonly number?: true;
}

/**
 * Findings in order and without overlaps: what overlaps becomes one finding over both, with the
 * kind of the larger. Finding twice is common: by its name and by its form.
 */
export function merged(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort((a, b) => a.from - b.from || b.to - a.to);
  const result: Finding[] = [];
  for (const finding of sorted) {
    const last = result.at(-1);
    if (!last || finding.from >= last.to) {
      result.push(finding);
      continue;
    }
    const larger = finding.to - finding.from > last.to - last.from ? finding : last;
    result[result.length - 1] = {
      kind: larger.kind,
      name: last.name ?? finding.name,
      from: last.from,
      to: Math.max(last.to, finding.to),
    };
  }
  return result;
}

/** The same finding in the text that the found text was cut out of at `offset`. */
export const shifted = (finding: Finding, offset: number): Finding => ({
  ...finding,
  from: finding.from + offset,
  to: finding.to + offset,
});
