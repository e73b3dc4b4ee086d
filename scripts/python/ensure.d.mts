export declare function ensurePython(
  name: 'boto3' | 'litellm-1.87.0' | 'litellm-1.109.1' | 'awscli' | 'clients',
): Promise<string>;
