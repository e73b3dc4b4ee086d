import { findHere } from '../app/find-here.ts';
import { chooseRails, type SidebarTab, show, showPart, useView } from '../store/view.ts';
import { RECORDED_SAMPLES } from '../stream/recorded-samples.ts';
import { openRecordedSample, openRecording } from '../stream/recording-files.ts';
import type { Command } from './command.ts';

/** Shows a list of the sidebar, which is opened where it is a rail. */
function showSidebar(sidebar: SidebarTab): void {
  chooseRails({ sidebarRail: false });
  show({ sidebar });
}

export const VIEWS: readonly Command[] = [
  {
    id: 'conversation',
    group: 'View',
    label: 'Show the conversation',
    words: ['messages', 'tools', 'tokens', 'context'],
    run: () => showPart({ incoming: 'conversation' }),
  },
  {
    id: 'find',
    group: 'View',
    label: 'Search in body and request, or filter the list',
    words: ['find'],
    keys: 'Mod F',
    run: findHere,
  },
  {
    id: 'wide',
    group: 'View',
    label: 'Give the body all the room, or show all panes',
    words: ['maximise'],
    run: () => show({ wideBody: !useView.getState().wideBody }),
  },
  {
    id: 'params',
    group: 'View',
    label: 'Show incoming parameters',
    run: () => showPart({ incoming: 'params' }),
  },
  { id: 'curl', group: 'View', label: 'Show the request as curl', run: () => showPart({ incoming: 'curl' }) },
  {
    id: 'diff',
    group: 'View',
    label: 'Show the body beside the filtered one',
    words: ['diff'],
    run: () => showPart({ outgoing: 'diff' }),
  },
  { id: 'body', group: 'View', label: 'Show the outgoing body', run: () => showPart({ outgoing: 'body' }) },
  {
    id: 'headers',
    group: 'View',
    label: 'Show path and headers',
    run: () => showPart({ outgoing: 'headers' }),
  },
  {
    id: 'tokens',
    group: 'View',
    label: 'Show tokens',
    words: ['stream', 'text'],
    run: () => showPart({ stream: 'tokens' }),
  },
  {
    id: 'frames',
    group: 'View',
    label: 'Show frames',
    words: ['bytes', 'hex'],
    run: () => showPart({ stream: 'frames' }),
  },
  {
    id: 'handed',
    group: 'View',
    label: 'Show what LiteLLM hands on',
    words: ['client', 'openai', 'chunks'],
    run: () => showPart({ stream: 'handed' }),
  },
  {
    id: 'response',
    group: 'View',
    label: 'Show the response',
    words: ['usage'],
    run: () => showPart({ stream: 'response' }),
  },
  {
    id: 'lab',
    group: 'View',
    label: 'Open the stream lab',
    words: ['chunk'],
    isPossible: () => !useView.getState().wideStream,
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
  {
    id: 'panes',
    group: 'View',
    label: 'Close the stream lab',
    isPossible: () => useView.getState().wideStream,
    run: () => show({ wideStream: false }),
  },
  {
    id: 'only-changed',
    group: 'View',
    label: 'List only what changed, or everything',
    words: ['filter', 'parameters', 'messages'],
    run: () => show({ onlyChanged: !useView.getState().onlyChanged }),
  },
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
  { id: 'samples', group: 'View', label: 'Show samples', run: () => showSidebar('samples') },
  {
    id: 'saved',
    group: 'View',
    label: 'Show saved requests',
    words: ['folders', 'kept'],
    run: () => showSidebar('saved'),
  },
  {
    id: 'sends',
    group: 'View',
    label: 'Show what was sent',
    words: ['history'],
    run: () => showSidebar('sends'),
  },
];
