import { z } from 'zod';
import { FORM_CHOICES } from '../input/forms.ts';
import { isProfileId, type ProfileId } from '../pipeline/releases/profile.ts';
import { MAX_TEXT } from './limits.ts';

/*
 * Fields that several questions of the page have, with their bounds.
 */

export const profile = z.custom<ProfileId>(isProfileId, 'no profile such as litellm-1.96.2');
export const text = z.string().max(MAX_TEXT);
export const route = z.enum(['invoke', 'converse']);
export const form = z.enum(FORM_CHOICES).optional();
export const settings = z
  .object({ dropParams: z.boolean().optional(), modifyParams: z.boolean().optional() })
  .optional();
/** Which of several deployments, or of several calls in a text, is meant. */
export const deployment = z.number().int().min(0).max(10_000).optional();

export const endpoint = z.url().max(2048);
/** Where a request goes that is a call to Bedrock. */
export const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('simulator') }),
  z.object({
    kind: z.literal('aws'),
    profile: z.string().max(256).nullable(),
    region: z
      .string()
      .max(64)
      .regex(/^[a-z0-9-]+$/),
    bearer: z.boolean(),
  }),
  z.object({ kind: z.literal('endpoint'), url: endpoint }),
]);
