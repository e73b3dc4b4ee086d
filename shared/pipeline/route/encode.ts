/** Percent-encodes everything but letters, digits and `_.-~`, as Python's `quote(safe='')` does. */
export function encodeAll(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Percent-encodes only what cannot stand in a URL path, as httpx does with what LiteLLM leaves bare. */
export function encodeBare(text: string): string {
  return encodeURI(text)
    .replace(/%25([0-9A-Fa-f]{2})/g, '%$1')
    .replace(/%5B/g, '[')
    .replace(/%5D/g, ']');
}
