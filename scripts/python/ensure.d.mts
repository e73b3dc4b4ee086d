export declare function ensurePython(
  name: 'boto3' | 'litellm-1.87.0' | 'litellm-1.109.1' | 'awscli' | 'clients',
): Promise<string>;

export declare function ensureAt(
  path: string,
  environment: { readonly packages: readonly string[]; readonly alone?: readonly string[] },
): Promise<string>;
