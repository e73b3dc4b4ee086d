/**
 * What LiteLLM 1.109.1 needs, as its own metadata names it, but for certifi: it asks for a release
 * that not every index carries, and any recent one does.
 */
const LITELLM_NEEDS = [
  'fastuuid>=0.14.0,<1.0',
  'filelock>=3.16.1,<5',
  'httpx[http2]==0.28.1',
  'openai>=2.20.0,<3.0.0',
  'python-dotenv>=1.0.0,<2.0',
  'pyyaml>=6.0.3,<7.0',
  'packaging>=24.0',
  'importlib-metadata>=8.0.0,<9.0',
  'tiktoken>=0.8.0,<1.0',
  'tokenizers>=0.21.0,<1.0',
  'huggingface-hub>=0.34.0,<3.0',
  'click>=8.0.0,<9.0',
  'jinja2>=3.1.6,<4.0',
  'aiohttp>=3.14.2,<4.0',
  'anyio>=4.14.0,<5.0',
  'pydantic>=2.11.0,<3.0.0',
  'pydantic-settings>=2.14.1,<3.0',
  'jsonschema>=4.0.0,<5.0',
  'boto3==1.44.5',
  'certifi',
  'typing-extensions>=4.13.0,<5.0',
];

/**
 * The Python environments of the tests: `packages` with their dependencies, `alone` without.
 *
 * @type {Readonly<Record<string, { packages: readonly string[], alone?: readonly string[] }>>}
 */
export const ENVIRONMENTS = {
  boto3: { packages: ['boto3==1.44.5'] },
  'litellm-1.87.0': { packages: LITELLM_NEEDS, alone: ['litellm==1.87.0'] },
  'litellm-1.109.1': { packages: LITELLM_NEEDS, alone: ['litellm==1.109.1'] },
};
