import { showHistory, stopCapture } from '../capture/acts.ts';
import { connectProgram, useLive } from '../capture/store.ts';
import { show } from '../store/view.ts';
import type { Command } from './command.ts';

export const LIVE: readonly Command[] = [
  {
    id: 'connect',
    group: 'Live',
    label: 'Connect a program',
    words: ['capture', 'boto3', 'claude code', 'endpoint'],
    run: () => connectProgram('bedrock'),
  },
  {
    id: 'connect-clients',
    group: 'Live',
    label: 'Listen in front of a LiteLLM proxy',
    words: ['capture', 'front', 'clients', 'openai'],
    run: () => connectProgram('client'),
  },
  {
    id: 'start-program',
    group: 'Live',
    label: 'Start a program with its calls captured',
    words: ['run', 'launch', 'python'],
    run: () => connectProgram('start'),
  },
  {
    id: 'stop-capture',
    group: 'Live',
    label: 'Stop capturing',
    words: ['listener', 'port'],
    isPossible: () => {
      const { capture } = useLive.getState();
      return capture?.bedrock != null || capture?.front != null;
    },
    run: () => void stopCapture(),
  },
  {
    id: 'history',
    group: 'Live',
    label: 'Show the history',
    words: ['kept', 'captured', 'sent', 'find'],
    run: showHistory,
  },
  {
    id: 'history-limits',
    group: 'Live',
    label: 'Set how much the history keeps',
    words: ['retention', 'size', 'days', 'settings'],
    run: () => show({ settings: 'history' }),
  },
];
