/** Model string split into what LiteLLM reads as prefix (`bedrock/`, route) and the model id. */
export function splitModel(model: string): { readonly prefix: string; readonly id: string } {
  const match = /^((?:bedrock\/)?(?:(?:invoke|converse|converse_like)\/)?)(.*)$/s.exec(model);
  return { prefix: match?.[1] ?? '', id: match?.[2] ?? model };
}

/** The model string with another model id behind the prefix it has; `bedrock/` where it has none. */
export function withModelId(model: string, id: string): string {
  return `${splitModel(model).prefix || 'bedrock/'}${id}`;
}
