/** A model id without its ARN, geography and provider, as far as the name still tells it. */
export const shortModel = (model: string): string =>
  model
    .replace(/^.*[/:](?=[^/:]*\.)/, '')
    .replace(/^(?:[a-z]{2,6}\.)?(anthropic|amazon|meta|mistral|cohere|openai)\./, '');
