import { converseEvents, converseMessage, readConverse } from './converse.ts';
import { chunk, type Family } from './family.ts';

/** Amazon Nova on invoke: Converse in and out, but each stream event is wrapped in its name. */
export const nova: Family = {
  id: 'nova',
  models: /^amazon\.nova-(\d-)?(micro|lite|pro|premier|omni)/,
  form: 'inferenceConfig',
  read: readConverse,
  whole: converseMessage,
  chunks: (answer, call) =>
    converseEvents(answer, call).map(({ event, json, tokens }) =>
      chunk({ [event]: event === 'metadata' ? { ...json, metrics: {} } : json }, tokens),
    ),
};
