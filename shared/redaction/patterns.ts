import type { Pattern } from './pattern.ts';
import { SERVICE_PATTERNS } from './service-patterns.ts';

/** Base64 as it stands in JSON, where some writers escape the slash, and in URLs. */
const BASE64 = '(?:[A-Za-z0-9+/=_-]|\\\\/|%2[BFbf]|%3[Dd])';
const WORD = '[A-Za-z0-9_-]';

/**
 * The tokens that can be told by their form, from their vendors' pages on secret scanning. Each tail is one
 * run of a character class, at least so long, so that a search never goes back over what it has read.
 */
export const PATTERNS: readonly Pattern[] = [
  {
    kind: 'aws-key-id',
    heads: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    tail: '[A-Z0-9]{16}(?![A-Za-z0-9])',
  },
  {
    // A secret access key has no form of its own; behind its name, as environments and configurations write it, it has.
    kind: 'aws-secret',
    heads: ['_ACCESS_KEY', '_access_key', 'tAccessKey'],
    before: { of: /[A-Za-z_]/, least: 0, most: 16 },
    tail: '(\\\\{0,7}["\'`]?\\s{0,4}(?:=>|:=|[=:>])\\s{0,4}\\\\{0,7}["\'`]?)(?:[A-Za-z0-9+/]|\\\\/){40}(?![A-Za-z0-9+/=])',
    keepHead: true,
    lettersOnly: true,
  },
  { kind: 'aws-token', heads: ['FwoGZXIvYXdz', 'IQoJb3JpZ2lu'], tail: `${BASE64}{40,}` },
  { kind: 'api-key', heads: ['bedrock-api-key-', 'ABSK'], tail: `${BASE64}{24,}` },
  { kind: 'api-key', heads: ['sk-', 'csk-', 'xai-', 'pplx-', 'tvly-', 'nvapi-'], tail: `${WORD}{16,}` },
  { kind: 'api-key', heads: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'], tail: '[A-Za-z0-9]{16,}' },
  { kind: 'api-key', heads: ['gsk_', 'r8_', 'fw_', 'lin_api_', 'ntn_'], tail: '[A-Za-z0-9]{24,}' },
  { kind: 'api-key', heads: ['hf_', 'api_org_'], tail: '[A-Za-z0-9]{30,}', lettersOnly: true },
  { kind: 'api-key', heads: ['AIza'], tail: `${WORD}{35}` },
  { kind: 'api-key', heads: ['dapi'], tail: '[a-f0-9]{32}(?![A-Za-z0-9])' },
  { kind: 'api-key', heads: ['lsv2_pt_', 'lsv2_sk_'], tail: '[a-f0-9]{32}_[a-f0-9]{8,}' },
  { kind: 'api-key', heads: ['SG.'], tail: `${WORD}{16,}\\.${WORD}{16,}` },
  {
    kind: 'token',
    heads: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    tail: `${WORD}{30,}(?:\\.${WORD}+){0,2}`,
  },
  { kind: 'token', heads: ['github_pat_'], tail: '[A-Za-z0-9_]{22,}' },
  {
    kind: 'token',
    heads: [
      'glpat-',
      'gldt-',
      'glrt-',
      'glcbt-',
      'glptt-',
      'glft-',
      'glsoat-',
      'glagent-',
      'gloas-',
      'glimt-',
      'glffct-',
      'GR1348941',
    ],
    tail: '[A-Za-z0-9_.-]{20,}',
  },
  {
    kind: 'token',
    heads: [
      'xoxa-',
      'xoxb-',
      'xoxc-',
      'xoxd-',
      'xoxe-',
      'xoxe.',
      'xoxo-',
      'xoxp-',
      'xoxr-',
      'xoxs-',
      'xapp-',
      'xwfp-',
    ],
    tail: '[A-Za-z0-9.%-]{10,}',
  },
  {
    kind: 'token',
    heads: ['hooks.slack.com/'],
    tail: '((?:services|workflows)/)[A-Za-z0-9/_-]{20,}',
    keepHead: true,
  },
  { kind: 'token', heads: ['ya29.', 'GOCSPX-', '1//0'], tail: `${WORD}{20,}` },
  {
    kind: 'token',
    heads: ['npm_', 'pypi-', 'dckr_pat_', 'dckr_oat_', 'ATATT3', 'ATCTT3', 'ATSTT3', 'ATBB', 'hvs.', 'hvb.'],
    tail: `${WORD}{24,}=*`,
  },
  { kind: 'token', heads: ['dop_v1_', 'doo_v1_', 'dor_v1_'], tail: '[a-f0-9]{40,}' },
  { kind: 'token', heads: ['whsec_'], tail: `${BASE64}{24,}` },
  {
    kind: 'jwt',
    heads: ['eyJ'],
    tail: `${WORD}{8,}\\.(?:${WORD}{4,}|\\.${WORD}{4,})(?:\\.${WORD}*)*`,
    wholeWord: true,
  },
  { kind: 'signature', heads: ['Signature=', 'signature='], tail: '()[0-9a-fA-F]{32,}', keepHead: true },
  { kind: 'password', heads: ['AccountKey=', 'SharedAccessKey='], tail: `()${BASE64}{20,}`, keepHead: true },
  {
    kind: 'bearer',
    heads: ['Bearer', 'bearer', 'BEARER'],
    tail: '((?:[ \\t]|%20|\\+){1,4})[A-Za-z0-9._~+/=-]{16,}',
    keepHead: true,
  },
  {
    kind: 'basic',
    heads: ['Basic', 'basic'],
    tail: '([ \\t]{1,4})[A-Za-z0-9+/]{12,}={0,2}(?![A-Za-z0-9])',
    keepHead: true,
  },
  ...SERVICE_PATTERNS,
];
