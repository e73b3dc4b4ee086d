import type { Pattern } from './pattern.ts';

const WORD = '[A-Za-z0-9_-]';
const ALNUM = '[A-Za-z0-9]';
const HEX = '[a-f0-9]';
const BASE64 = '[A-Za-z0-9+/=_-]';
const UUID = `${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}`;
const ENDS = '(?![A-Za-z0-9_-])';

/** Keys of services that run models, and of those that models and their tools call. */
const OF_MODELS: readonly Pattern[] = [
  { kind: 'api-key', heads: ['sk_', 'jina_', 'sess-', 'apify_api_', 'm0-'], tail: `${ALNUM}{36,}` },
  { kind: 'api-key', heads: ['tgp_v1_', 'wandb_v1_', 'pcsk_', 'AQ.Ab'], tail: `${WORD}{40,}` },
  { kind: 'api-key', heads: ['pa-'], tail: `${WORD}{43}${ENDS}`, wholeWord: true },
  { kind: 'api-key', heads: ['fc-', 'key-'], tail: `${HEX}{32}${ENDS}`, wholeWord: true },
  { kind: 'api-key', heads: ['esecret_', 'rpa_', 'flp_', 'psk-'], tail: `${ALNUM}{22,}${ENDS}` },
  { kind: 'api-key', heads: ['crsr_', 'key_'], tail: `${HEX}{64}` },
  { kind: 'api-key', heads: ['e2b_', 'bkua_', 'pul-'], tail: `${HEX}{40}` },
  { kind: 'api-key', heads: ['BSA'], tail: `${WORD}{28}${ENDS}`, wholeWord: true },
  { kind: 'api-key', heads: ['pylf_v'], tail: `[0-9]_[a-z]{2,12}_${ALNUM}{40,}` },
  { kind: 'token', heads: ['pat_'], tail: `${ALNUM}{64}` },
  { kind: 'token', heads: ['vck_', 'vcp_', 'vci_', 'vca_', 'vcr_'], tail: `${ALNUM}{24,}` },
];

/** Keys of places where programs run, are watched and keep data. */
const OF_PLATFORMS: readonly Pattern[] = [
  { kind: 'api-key', heads: ['sb_secret_', 'figd_', 'CFPAT-', 'HRKU-', 'tfp_'], tail: `${WORD}{30,}` },
  { kind: 'api-key', heads: ['sbp_'], tail: `(?:v0_)?${HEX}{40}` },
  {
    kind: 'api-key',
    heads: ['phx_', 'cfut_', 'cfat_', 'nfp_', 'pnu_', 'rdme_', 'napi_'],
    tail: `${ALNUM}{36,}`,
  },
  { kind: 'api-key', heads: ['rnd_', 'aio_'], tail: `${ALNUM}{28}` },
  { kind: 'api-key', heads: ['v1.0-'], tail: `${HEX}{24}-${HEX}{100,}` },
  {
    kind: 'token',
    heads: ['sntrys_', 'glc_', 'ops_', 'fm1_', 'fm2_', 'fm1r_', 'fo1_'],
    tail: `${BASE64}{40,}`,
  },
  { kind: 'token', heads: ['sntryu_'], tail: `${HEX}{64}` },
  { kind: 'token', heads: ['glsa_'], tail: `${ALNUM}{32}_${HEX}{8}` },
  { kind: 'token', heads: ['pscale_pw_', 'pscale_tkn_', 'pscale_oauth_'], tail: '[A-Za-z0-9_.=-]{32,}' },
  {
    kind: 'token',
    heads: ['dp.'],
    tail: `(?:[ps]t|ct|sa|scim|audit)\\.(?:${WORD}{1,35}\\.)?${ALNUM}{40,}`,
    wholeWord: true,
  },
  { kind: 'token', heads: ['st.'], tail: `${HEX}{24}\\.${HEX}{32}\\.${HEX}{32}` },
  { kind: 'token', heads: ['tskey-'], tail: '[a-z]{1,12}-[A-Za-z0-9-]{16,}' },
  { kind: 'token', heads: ['sha256~'], tail: `${WORD}{43}` },
  { kind: 'token', heads: ['aoaAAAAAG'], tail: `${BASE64}{60,}` },
  { kind: 'token', heads: ['dose', 'SK'], tail: `${HEX}{32}${ENDS}`, wholeWord: true },
  { kind: 'api-key', heads: ['NRAK-'], tail: '[A-Z0-9]{27}' },
  { kind: 'api-key', heads: ['PMAK-'], tail: `${HEX}{24}-${HEX}{34}` },
  { kind: 'api-key', heads: ['dt0c01.'], tail: '[A-Z0-9]{24}\\.[A-Z0-9]{64}' },
  { kind: 'api-key', heads: ['AGE-SECRET-KEY-1'], tail: '[A-Z0-9]{58}' },
  {
    kind: 'token',
    heads: ['.atlasv1.'],
    tail: `${WORD}{60,}`,
    before: { of: /[A-Za-z0-9]/, least: 14, most: 14 },
  },
  {
    kind: 'api-key',
    heads: ['FFFFNRAL'],
    tail: `(?!${ALNUM})`,
    before: { of: /[a-f0-9]/, least: 36, most: 36 },
  },
];

/** Keys of forges, shops, mail and chat, and of Azure, whose own mark stands in the middle of them. */
const OF_OTHERS: readonly Pattern[] = [
  { kind: 'token', heads: ['rubygems_'], tail: `${HEX}{48}` },
  { kind: 'token', heads: ['cio'], tail: `${ALNUM}{32}${ENDS}`, wholeWord: true },
  { kind: 'token', heads: ['sgp_'], tail: `(?:${HEX}{16}_|local_)?${HEX}{40}` },
  { kind: 'token', heads: ['CCIPAT_'], tail: `${ALNUM}{22}_${HEX}{40}` },
  { kind: 'token', heads: ['AKCp', 'cmVmdGtu'], tail: `${ALNUM}{56,}` },
  { kind: 'token', heads: ['secret_'], tail: `${ALNUM}{43}${ENDS}` },
  { kind: 'token', heads: ['shpat_', 'shpca_', 'shppa_', 'shpss_'], tail: `${HEX}{32}` },
  { kind: 'token', heads: ['sq0atp-', 'sq0csp-'], tail: `${WORD}{22,}` },
  { kind: 'token', heads: ['duffel_live_', 'duffel_test_', 'fio-u-'], tail: `${WORD}{40,}` },
  { kind: 'token', heads: ['shippo_live_', 'shippo_test_'], tail: `${HEX}{40}` },
  { kind: 'api-key', heads: ['xkeysib-'], tail: `${HEX}{64}-${ALNUM}{16}` },
  { kind: 'token', heads: ['pat-na1-', 'pat-eu1-', 'sdk-'], tail: UUID },
  { kind: 'token', heads: ['pat'], tail: `${ALNUM}{14}\\.${HEX}{64}` },
  {
    kind: 'token',
    heads: ['MTA', 'MTE', 'MTI', 'MTM', 'MTQ'],
    tail: `${ALNUM}{20,24}\\.${WORD}{6}\\.${WORD}{27,40}${ENDS}`,
  },
  { kind: 'token', heads: [':AA'], tail: `${WORD}{33}${ENDS}`, before: { of: /[0-9]/, least: 8, most: 10 } },
  {
    kind: 'api-key',
    heads: ['-us'],
    tail: `[0-9]{1,2}${ENDS}`,
    before: { of: /[a-f0-9]/, least: 32, most: 32 },
  },
  {
    kind: 'token',
    heads: ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    tail: `([0-9]{15,20}/)${WORD}{40,}`,
    keepHead: true,
  },
  {
    kind: 'token',
    heads: ['webhook.office.com/webhookb2/', 'logic.azure.com/workflows/'],
    tail: '()[A-Za-z0-9@/-]{36,}',
    keepHead: true,
  },
  {
    kind: 'api-key',
    heads: ['JQQJ99'],
    tail: `${ALNUM}{16,}`,
    before: { of: /[A-Za-z0-9]/, least: 52, most: 52 },
  },
  {
    kind: 'password',
    heads: ['7Q~', '8Q~'],
    tail: '[A-Za-z0-9_.~-]{31,34}(?![A-Za-z0-9_.~-])',
    before: { of: /[A-Za-z0-9_.~-]/, least: 3, most: 3 },
  },
];

/** Tokens of further services, from their own pages and from what secret scanners look for. */
export const SERVICE_PATTERNS: readonly Pattern[] = [...OF_MODELS, ...OF_PLATFORMS, ...OF_OTHERS];
