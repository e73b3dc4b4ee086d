import { z } from 'zod';
import { ROUTE_CHOICES } from '../../shared/contract/workspace.ts';
import { FORM_CHOICES } from '../../shared/input/forms.ts';
import { isProfileId, type ProfileId } from '../../shared/pipeline/releases/profile.ts';

const version = z.string().regex(/^[0-9a-f-]{36}$/);

const tab = z.object({
  id: z.string(),
  name: z.string(),
  named: z.boolean(),
  version,
  past: z.array(version),
  future: z.array(version),
});

/** The list of what is kept, as it stands on disk. */
export const keptIndex = z.object({
  tabs: z.array(tab),
  active: z.string().nullable(),
  closed: z.array(tab),
  saved: z.array(
    z.object({ id: z.string(), name: z.string(), folder: z.string(), savedAt: z.string(), version }),
  ),
});
export type KeptIndex = z.infer<typeof keptIndex>;

/** A draft, as it stands on disk and as the page hands it over. */
export const keptDraft = z.object({
  text: z.string(),
  profile: z.custom<ProfileId>(isProfileId),
  route: z.enum(ROUTE_CHOICES),
  form: z.enum(FORM_CHOICES),
  settings: z.object({ dropParams: z.boolean().optional(), modifyParams: z.boolean().optional() }),
  deployment: z.number().int().min(0),
  sample: z.string().nullable(),
});
export type KeptDraft = z.infer<typeof keptDraft>;
