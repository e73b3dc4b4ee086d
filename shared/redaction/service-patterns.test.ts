import { expect, it } from 'vitest';
import { Redactor } from './redactor.ts';

const redactor = new Redactor('salt of this test');
const letters = (length: number): string => 'aB3dE6gH9k'.repeat(Math.ceil(length / 10)).slice(0, length);
const small = (length: number): string => letters(length).toLowerCase();
const capitals = (length: number): string => letters(length).toUpperCase();
const hex = (length: number): string => '0a1b2c3d4e5f6789'.repeat(Math.ceil(length / 16)).slice(0, length);
const mixed = (length: number): string => 'aBcDeFgHiJ'.repeat(Math.ceil(length / 10)).slice(0, length);
const UUID = `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`;

/** As their issuers write them; put together here, so that no scanner takes this file for a leak. */
const TOKENS: Readonly<Record<string, string>> = {
  'OpenAI session': `sess-${letters(40)}`,
  ElevenLabs: `sk_${hex(48)}`,
  Together: `tgp_v1_${letters(43)}`,
  Jina: `jina_${letters(60)}`,
  Voyage: `pa-${letters(43)}`,
  Firecrawl: `fc-${hex(32)}`,
  'Weights & Biases': `wandb_v1_${letters(60)}`,
  Pinecone: `pcsk_${letters(6)}_${letters(60)}`,
  'Hugging Face, letters alone': `hf_${mixed(34)}`,
  'Hugging Face, of an organisation': `api_org_${mixed(34)}`,
  Gemini: `AQ.Ab8${letters(50)}`,
  Cursor: `crsr_${hex(64)}`,
  E2B: `e2b_${hex(40)}`,
  Logfire: `pylf_v1_us_${letters(43)}`,
  RunPod: `rpa_${capitals(46)}`,
  Brave: `BSA${letters(28)}`,
  Coze: `pat_${letters(64)}`,
  Vercel: `vck_${letters(56)}`,
  Apify: `apify_api_${letters(36)}`,
  Supabase: `sb_secret_${letters(31)}`,
  'Supabase, personal': `sbp_${hex(40)}`,
  Cloudflare: `cfut_${letters(40)}`,
  'Cloudflare, origin': `v1.0-${hex(24)}-${hex(146)}`,
  PostHog: `phx_${letters(43)}`,
  Sentry: `sntrys_eyJ${letters(80)}=_${letters(43)}`,
  'Sentry, of a user': `sntryu_${hex(64)}`,
  Figma: `figd_${letters(40)}`,
  Airtable: `pat${letters(14)}.${hex(64)}`,
  Grafana: `glsa_${letters(32)}_${hex(8)}`,
  'Grafana Cloud': `glc_eyJ${letters(80)}`,
  'New Relic': `NRAK-${capitals(27)}`,
  'New Relic, for ingest': `${hex(36)}FFFFNRAL`,
  PlanetScale: `pscale_tkn_${letters(43)}`,
  Neon: `napi_${small(64)}`,
  Doppler: `dp.st.prd.${letters(43)}`,
  '1Password': `ops_eyJ${letters(250)}`,
  Terraform: `${letters(14)}.atlasv1.${letters(67)}`,
  Docker: `dckr_oat_${letters(32)}`,
  RubyGems: `rubygems_${hex(48)}`,
  'crates.io': `cio${letters(32)}`,
  Discord: `MTA4NzY1NDMyMTA5ODc2NTQz.${letters(6)}.${letters(38)}`,
  Telegram: `7123456789:AA${letters(33)}`,
  Twilio: `SK${hex(32)}`,
  Mailgun: `key-${hex(32)}`,
  Mailchimp: `${hex(32)}-us12`,
  Brevo: `xkeysib-${hex(64)}-${letters(16)}`,
  Shopify: `shpat_${hex(32)}`,
  Square: `sq0atp-${letters(22)}`,
  'Slack, of a browser': `xoxc-${letters(40)}`,
  'Azure OpenAI': `${letters(52)}JQQJ99${letters(10)}AAAB${letters(6)}ACOG${letters(4)}`,
  'Azure, of an application': `ab18Q~${letters(34)}`,
  'GitHub app, signed': `ghs_12345_eyJ${letters(60)}.${letters(200)}.${letters(100)}`,
  'GitLab, mail': `glimt-${letters(25)}`,
  'GitLab, runner': `GR1348941${letters(20)}`,
  Bitbucket: `ATCTT3${letters(180)}=1A2B3C4D`,
  age: `AGE-SECRET-KEY-1${capitals(58)}`,
  Tailscale: `tskey-auth-${letters(12)}-${letters(32)}`,
  Fly: `fm2_${letters(300)}`,
  Heroku: `HRKU-${letters(60)}`,
  Netlify: `nfp_${letters(40)}`,
  Render: `rnd_${letters(28)}`,
  Sourcegraph: `sgp_${hex(16)}_${hex(40)}`,
  CircleCI: `CCIPAT_${letters(22)}_${hex(40)}`,
  Buildkite: `bkua_${hex(40)}`,
  Postman: `PMAK-${hex(24)}-${hex(34)}`,
  Dynatrace: `dt0c01.${capitals(24)}.${capitals(64)}`,
  HubSpot: `pat-na1-${UUID}`,
  LaunchDarkly: `sdk-${UUID}`,
  Infisical: `st.${hex(24)}.${hex(32)}.${hex(32)}`,
  OpenShift: `sha256~${letters(43)}`,
  JFrog: `AKCp${letters(69)}`,
  Notion: `secret_${letters(43)}`,
  'AWS SSO': `aoaAAAAAG${letters(200)}`,
  'Databricks, of a machine': `dose${hex(32)}`,
  'An encrypted web token': `eyJ${letters(20)}..${letters(16)}.${letters(80)}.${letters(22)}`,
};

it.each(Object.entries(TOKENS))('a token of %s is taken out wherever it stands', (_, token) => {
  for (const text of [token, `see ${token}, please`, JSON.stringify({ a: `x\n${token}\n` })]) {
    const { text: redacted } = redactor.text(text);
    expect(redacted).toHaveLength(text.length);
    for (let at = 0; at + 16 <= token.length; at += 8)
      expect(redacted).not.toContain(token.slice(at, at + 16));
    expect(redactor.text(redacted)).toEqual({ text: redacted, findings: [] });
  }
});

it('a webhook keeps where it goes and loses what lets in', () => {
  const url = `https://discord.com/api/webhooks/123456789012345678/${letters(68)}`;
  expect(redactor.text(url).text).toMatch(
    /^https:\/\/discord\.com\/api\/webhooks\/123456789012345678\/REDACTED/,
  );
});

it.each([
  'sk_learn_pipeline_for_everything_one_could_think_of_in_2026',
  'pat_terns, key-value-stores, fc-barcelona-2024, pa-systems, st.petersburg, cio, SKILLS',
  `a digest ${hex(64)}, a commit ${hex(40)}, an id ${UUID}`,
  'hf_transformers_and_all_that_is_said_about_them_in_words',
  'gpt-us1 and bedrock-us2, 12:30:AAA, MTA.example.com',
])('%s is no token', (text) => {
  expect(redactor.text(text)).toEqual({ text, findings: [] });
});
