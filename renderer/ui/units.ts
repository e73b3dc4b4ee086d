/** Bytes as people read them: `312 B`, `1.4 KB`, `20.0 MB` (1 KB = 1024 bytes). */
export function bytes(count: number): string {
  if (count < 1024) return `${count} B`;
  if (count < 1024 * 1024) return `${(count / 1024).toFixed(1)} KB`;
  return `${(count / 1024 / 1024).toFixed(1)} MB`;
}

/** Milliseconds with as many digits as mean something: `0.31 ms`, `12 ms`, `4.20 s`. */
export function milliseconds(ms: number): string {
  if (ms < 10) return `${ms.toFixed(ms < 1 ? 2 : 1)} ms`;
  if (ms < 10_000) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(1)} s`;
}

/** A chunk size as the slider names it; null is "as received". */
export function chunkName(size: number | null): string {
  if (size === null) return 'as received';
  return size < 10_000 ? `${size} B` : bytes(size);
}

/** How long a call took: `6.8 ms`, `685 ms`, `2.06 s`, `71.3 s`. */
export function duration(ms: number): string {
  if (ms < 1_000) return milliseconds(ms);
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
