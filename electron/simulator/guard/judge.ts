import type { GuardrailSetting } from '../../../shared/contract/host.ts';

/** What the guardrail does to an answer. */
export type Intervention = 'block-input' | 'block-output' | 'mask';

/** Words in the input by which a guardrail of the simulator is made to intervene. */
export const TRIGGERS: Readonly<Record<Intervention, string>> = {
  'block-input': 'strata-block-input',
  'block-output': 'strata-block-output',
  mask: 'strata-mask',
};

/** What is said in place of a blocked input or answer; the console proposes sentences like these. */
export const BLOCKED: Readonly<Record<'block-input' | 'block-output', string>> = {
  'block-input': 'Sorry, the model cannot answer this question.',
  'block-output': 'Sorry, the model cannot answer this question.',
};

/** What the guardrail does to a request with this prompt: by the setting, or by a trigger word in it. */
export function judge(setting: GuardrailSetting, prompt: string): Intervention | null {
  if (setting !== 'words') return setting;
  const found = (Object.keys(TRIGGERS) as Intervention[]).find((kind) => prompt.includes(TRIGGERS[kind]));
  return found ?? null;
}

/** A name: what the simulator masks, as a policy on personal data would. */
const NAME = /\b\p{Lu}\p{Ll}+\b/u;

/** A text with its first name masked, and that name; null where there is none. */
export function mask(text: string): { readonly text: string; readonly name: string } | null {
  const name = NAME.exec(text)?.[0];
  return name === undefined ? null : { text: text.replaceAll(name, '{NAME}'), name };
}
