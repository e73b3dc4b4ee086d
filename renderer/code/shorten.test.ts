import { describe, expect, it } from 'vitest';
import { shortened } from './shorten.ts';

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

describe('very large JSON for the eye', () => {
  it('leaves ordinary texts alone', () => {
    expect(shortened(pretty({ text: 'x'.repeat(900_000) }))).toBeNull();
  });

  it('cuts long strings, names their size and keeps the rest', () => {
    const text = shortened(pretty({ a: 1, image: 'x'.repeat(2 * 1024 * 1024), b: 'short' })) ?? '';
    expect(text.length).toBeLessThan(1_000);
    expect(text).toContain('… 2.0 MB …"');
    expect(JSON.parse(text)).toMatchObject({ a: 1, b: 'short' });
  });

  it('does not take an escaped quote for the end of a string', () => {
    const text = shortened(pretty({ text: '"\\'.repeat(600_000), after: true })) ?? '';
    expect(text).toContain('"after": true');
    expect(text.length).toBeLessThan(2_000);
  });
});
