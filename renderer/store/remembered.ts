/**
 * Small values kept between visits. Storage may be full, blocked or filled by an older version:
 * then the fallback holds and nothing else happens.
 */
export function recall<T>(
  area: Storage | null,
  key: string,
  fallback: T,
  accept: (value: unknown) => value is T,
): T {
  try {
    const text = area?.getItem(key);
    if (!text) return fallback;
    const value: unknown = JSON.parse(text);
    return accept(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

/** Keeps a value; returns false where storage took it not. */
export function remember(area: Storage | null, key: string, value: unknown): boolean {
  try {
    area?.setItem(key, JSON.stringify(value));
    return area !== null;
  } catch {
    return false;
  }
}

/** `localStorage` or `sessionStorage`, or null where the browser forbids it. */
export function storage(kind: 'local' | 'session'): Storage | null {
  try {
    return kind === 'local' ? window.localStorage : window.sessionStorage;
  } catch {
    return null;
  }
}
