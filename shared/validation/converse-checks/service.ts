import { isArray, objectOf } from '../../json/json.ts';
import { quoted } from '../evidence.ts';
import type { Check } from '../families/family.ts';
import { COMPACTED } from '../models/capabilities/claude-measured.ts';
import { found, standing } from './request.ts';

const TIERS = ['priority', 'default', 'flex', 'reserved'];
const TRIED = quoted('NousResearch/hermes-agent', 34476, '2026-07');

const tier: Check = ({ serviceTier }) => {
  const { type } = objectOf(serviceTier);
  if (typeof type !== 'string' || TIERS.includes(type)) return [];
  return [
    found({
      pointer: '/serviceTier/type',
      sentence: 'service tier provided is invalid',
      why: `The tier is one of ${TIERS.join(', ')}.`,
      source: [TRIED],
      fixes: [{ kind: 'drop', pointer: '/serviceTier' }],
    }),
  ];
};

const tierOfModel: Check = ({ serviceTier }, { row }) => {
  const { type } = objectOf(serviceTier);
  const known = row.tiers;
  if (!known || (type !== 'flex' && type !== 'priority') || known.is.includes(type)) return [];
  return [
    standing(known, {
      pointer: '/serviceTier/type',
      sentence: 'The provided service tier is not supported for this model.',
      why: 'The model is served in the default tier only.',
      fixes: [{ kind: 'drop', pointer: '/serviceTier' }],
    }),
  ];
};

/** Compaction is a matter of InvokeModel alone. */
const compaction: Check = ({ additionalModelRequestFields }) => {
  const betas = objectOf(additionalModelRequestFields).anthropic_beta ?? null;
  const at = isArray(betas)
    ? betas.findIndex((beta) => typeof beta === 'string' && beta.startsWith('compact-'))
    : -1;
  if (at < 0) return [];
  const pointer = `/additionalModelRequestFields/anthropic_beta/${at}`;
  return [
    found({
      pointer,
      sentence: 'The compact beta feature is not currently supported on the Converse and ConverseStream APIs',
      why: 'Converse has no place for a summary that the service makes; InvokeModel takes the beta.',
      source: [COMPACTED],
      fixes: [{ kind: 'drop', pointer }],
    }),
  ];
};

const latency: Check = ({ performanceConfig }, { base, modelId, row }) => {
  const known = row.optimized;
  if (!known || objectOf(performanceConfig).latency !== 'optimized') return [];
  if (known.is.some((geography) => modelId.includes(`${geography}.${base}`))) return [];
  return [
    standing(known, {
      pointer: '/performanceConfig/latency',
      sentence: `Latency performance configuration is not supported for ${base} in us-east-1`,
      why: 'Few models answer with optimized latency, through the inference profiles of one geography; the sentence names the region of the call.',
      fixes: [{ kind: 'drop', pointer: '/performanceConfig' }],
    }),
  ];
};

/** Whether there is a reservation is a matter of the account, so this warns. */
const reserved: Check = ({ serviceTier }) =>
  objectOf(serviceTier).type === 'reserved'
    ? [
        found({
          pointer: '/serviceTier/type',
          sentence: 'Reservation not found.',
          why: 'The account needs a reservation of this model; without one Bedrock refuses the request.',
          source: [TRIED, quoted('envoyproxy/ai-gateway', 1749, '2026-01-09')],
          confirmed: false,
          fixes: [{ kind: 'drop', pointer: '/serviceTier' }],
        }),
      ]
    : [];

/** Rules about how a request is served. */
export const SERVICE_CHECKS: readonly Check[] = [compaction, tier, tierOfModel, reserved, latency];
