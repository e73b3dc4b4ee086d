const CANONICAL = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/** True for a `data:` URL whose part behind the first comma is Base64. Source: LiteLLM `is_base64_encoded`. */
export function isDataUrl(value: unknown): value is string {
  if (typeof value !== 'string' || !value.startsWith('data:')) return false;
  const data = value.split(',')[1];
  return data !== undefined && CANONICAL.test(data);
}

/** What stands behind the first comma, or the whole. Source: LiteLLM `get_base64_str`. */
export const base64Of = (value: string): string => value.split(',')[1] ?? value;
