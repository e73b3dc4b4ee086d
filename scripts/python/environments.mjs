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

/** What LiteLLM's proxy server imports when it starts, beside the above. */
const PROXY_NEEDS = [
  'apscheduler==3.11.2',
  'backoff==2.2.1',
  'cryptography>=46',
  'fastapi-sso>=0.19.0,<1.0',
  'orjson>=3.11.6,<4.0',
  'pyjwt>=2.13.0,<3',
  'pynacl>=1.6.2,<2',
  'python-multipart>=0.0.27',
  'rich==13.9.4',
  "uvloop>=0.21.0,<1.0; sys_platform != 'win32'",
  'websockets==15.0.1',
];

/** What the proxy of LiteLLM 1.109 and later needs in all. */
const NEWER_PROXY = [
  ...LITELLM_NEEDS,
  ...PROXY_NEEDS,
  'uvicorn>=0.33.0,<1.0',
  'fastapi>=0.136.3,<1.0',
  'starlette>=1.0.1,<2.0',
  'mcp>=2.3.0,<3',
  'expression>=5.6.0,<6.0',
  'hiredis>=3.0.0,<4.0',
  'redis>=5',
  'restrictedpython>=8.1,<9.0',
  'soundfile>=0.12.1,<1.0',
];

/**
 * The Python environments of the tests: `packages` with their dependencies, `alone` without.
 *
 * @type {Readonly<Record<string, { packages: readonly string[], alone?: readonly string[] }>>}
 */
export const ENVIRONMENTS = {
  boto3: { packages: ['boto3==1.44.5'] },
  'litellm-1.87.0': {
    packages: [...LITELLM_NEEDS, ...PROXY_NEEDS, 'uvicorn==0.33.0', 'fastapi==0.124.4', 'mcp==1.26.0'],
    alone: ['litellm==1.87.0'],
  },
  'litellm-1.109.1': { packages: NEWER_PROXY, alone: ['litellm==1.109.1'] },
};

/**
 * Environments that `npm test` does without: the clients of `npm run clients`, Spark of `npm run spark`, the peer of `npm run bench capture`.
 *
 * @type {typeof ENVIRONMENTS}
 */
export const OTHER_ENVIRONMENTS = {
  /** The newest release, for `npm run clients -- join`. */
  'litellm-1.110.2': {
    packages: [...NEWER_PROXY, 'httpx2>=2.10.0,<3', 'semver>=3.0.4,<4'],
    alone: ['litellm==1.110.2'],
  },
  awscli: { packages: ['awscli==1.46.3'] },
  /** For `npm run spark`; needs a Java runtime beside it. */
  spark: { packages: ['pyspark==3.5.8'] },
  /** For `npm run clients -- otlp`. */
  phoenix: { packages: ['arize-phoenix==20.26.1'] },
  mitmproxy: { packages: ['mitmproxy==11.0.2'] },
  clients: {
    packages: [
      'boto3==1.44.8',
      'anthropic[bedrock]==2.14.0',
      'langchain-aws==1.9.1',
      'strands-agents==1.62.0',
      'pydantic-ai-slim[bedrock]==2.68.0',
    ],
  },
};
