import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { quoted } from '../evidence.ts';
import type { Check } from '../families/family.ts';
import { found } from './request.ts';

const TIERS = ['priority', 'default', 'flex', 'reserved'];
const TRIED = quoted('NousResearch/hermes-agent', 34476, '2026-07');

const objectOf = (value: Json | undefined): JsonObject =>
  isObject(value ?? null) ? (value as JsonObject) : {};

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
export const SERVICE_CHECKS: readonly Check[] = [tier, reserved];
