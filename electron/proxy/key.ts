/** Where the key of a running proxy may stand; the first that is set counts. */
const VARIABLES = ['LITELLM_PROXY_API_KEY', 'LITELLM_API_KEY', 'LITELLM_MASTER_KEY'] as const;

/** The key for a running proxy, with the name of its variable; null where none is set. It never leaves the main process. */
export function proxyKey(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): { readonly variable: string; readonly key: string } | null {
  for (const variable of VARIABLES) {
    const key = environment[variable];
    if (key !== undefined && key !== '') return { variable, key };
  }
  return null;
}
