import { openFind } from '../store/find.ts';
import { show, useView } from '../store/view.ts';
import { RECORDED_SAMPLES } from '../stream/recorded-samples.ts';
import { openRecordedSample, openRecording } from '../stream/recording-files.ts';
import type { Command } from './command.ts';

export const VIEWS: readonly Command[] = [
  {
    id: 'conversation',
    group: 'View',
    label: 'Show the conversation',
    words: ['messages', 'tools', 'tokens', 'context'],
    run: () => show({ incoming: 'conversation' }),
  },
  {
    id: 'find',
    group: 'View',
    label: 'Search in body and request',
    words: ['find'],
    keys: 'Mod F',
    run: () => openFind(),
  },
  {
    id: 'wide',
    group: 'View',
    label: 'Give the body all the room, or show all panes',
    words: ['maximise'],
    run: () => show({ wideBody: !useView.getState().wideBody }),
  },
  { id: 'params', group: 'View', label: 'Show incoming parameters', run: () => show({ incoming: 'params' }) },
  { id: 'curl', group: 'View', label: 'Show the request as curl', run: () => show({ incoming: 'curl' }) },
  {
    id: 'diff',
    group: 'View',
    label: 'Show the body beside the filtered one',
    words: ['diff'],
    run: () => show({ outgoing: 'diff' }),
  },
  { id: 'body', group: 'View', label: 'Show the outgoing body', run: () => show({ outgoing: 'body' }) },
  { id: 'headers', group: 'View', label: 'Show path and headers', run: () => show({ outgoing: 'headers' }) },
  {
    id: 'tokens',
    group: 'View',
    label: 'Show tokens',
    words: ['stream', 'text'],
    run: () => show({ stream: 'tokens' }),
  },
  {
    id: 'frames',
    group: 'View',
    label: 'Show frames',
    words: ['bytes', 'hex'],
    run: () => show({ stream: 'frames' }),
  },
  {
    id: 'response',
    group: 'View',
    label: 'Show the response',
    words: ['usage'],
    run: () => show({ stream: 'response' }),
  },
  {
    id: 'lab',
    group: 'View',
    label: 'Open the stream lab',
    words: ['chunk'],
    run: () => show({ wideStream: true }),
  },
  {
    id: 'recording',
    group: 'View',
    label: 'Open a recorded stream …',
    words: ['file', 'replay'],
    run: openRecording,
  },
  ...RECORDED_SAMPLES.map((recorded) => ({
    id: `recording-${recorded.id}`,
    group: 'View',
    label: `Open the recorded stream “${recorded.title}”`,
    words: ['sample', 'replay'],
    run: () => void openRecordedSample(recorded),
  })),
  { id: 'panes', group: 'View', label: 'Close the stream lab', run: () => show({ wideStream: false }) },
  {
    id: 'audit',
    group: 'View',
    label: 'Audit: which internal keys leak',
    words: ['matrix', 'heat map', 'releases'],
    run: () => show({ screen: 'audit' }),
  },
  {
    id: 'live',
    group: 'View',
    label: 'Show the calls of running programs',
    words: ['live', 'capture', 'traffic', 'connect'],
    run: () => show({ screen: 'live' }),
  },
  { id: 'request', group: 'View', label: 'Show the request', run: () => show({ screen: 'request' }) },
  { id: 'samples', group: 'View', label: 'Show samples', run: () => show({ sidebar: 'samples' }) },
  {
    id: 'sends',
    group: 'View',
    label: 'Show what was sent',
    words: ['history'],
    run: () => show({ sidebar: 'sends' }),
  },
];
