import type { BedrockTarget } from './target.ts';

/** How a person would call the place the request was meant for. */
export const placeOf = (target: BedrockTarget): string => {
  switch (target.kind) {
    case 'simulator':
      return 'the simulator';
    case 'endpoint':
      return target.url;
    case 'aws':
      return `Bedrock in ${target.region}`;
  }
};

/** Whose credentials were used, as a noun phrase. */
export const identityOf = (target: BedrockTarget): string => {
  if (target.kind !== 'aws') return 'the default credential chain';
  if (target.bearer) return 'the API key in AWS_BEARER_TOKEN_BEDROCK';
  return target.profile === null ? 'the default credential chain' : `profile "${target.profile}"`;
};

/** The option that names the profile to the AWS CLI, with a blank before it; empty without a profile. */
export const profileOption = (target: BedrockTarget): string =>
  target.kind === 'aws' && target.profile !== null ? ` --profile ${target.profile}` : '';
