const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What base64 text stands for, where that is again base64 text; null otherwise. */
function unwrapped(data: string): string | null {
  if (!BASE64.test(data)) return null;
  const inner = atob(data);
  return BASE64.test(inner) ? inner : null;
}

/** Claude's own data of a redacted thinking block; older histories hold it wrapped in base64 once more. */
export const nativeRedactedData = (data: string): string => unwrapped(data) || data;

const binary = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

/** The `redactedContent` that Converse wants for a redacted thinking block's data (LiteLLM 1.109). */
export const redactedContent = (data: string): string => btoa(binary(nativeRedactedData(data)));
