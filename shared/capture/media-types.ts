/** The media type of Bedrock's streams, of binary frames. */
export const EVENT_STREAM = 'application/vnd.amazon.eventstream';

/** The media type of server-sent events, which a LiteLLM proxy streams. */
export const SERVER_SENT_EVENTS = 'text/event-stream';
