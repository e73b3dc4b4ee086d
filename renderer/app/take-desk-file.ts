import { looksLikeConfig, takeConfig } from '../store/proxy-files.ts';
import { newTab } from '../store/tabs.ts';
import { useWorkspace } from '../store/workspace.ts';
import { looksLikeRecording, showRecording } from '../stream/recording-files.ts';
import { refuseHuge } from './refuse-huge.ts';

/** Resolves once the requests of the last time are there: a file opens beside them. */
const whenLoaded = (): Promise<void> =>
  new Promise((resolve) => {
    if (useWorkspace.getState().active !== null) return resolve();
    const stop = useWorkspace.subscribe(({ active }) => {
      if (active === null) return;
      stop();
      resolve();
    });
  });

/** Shows a file that was opened with Strata: a recording, a proxy's configuration, or a request. */
export async function takeDeskFile(name: string, text: string): Promise<void> {
  if (looksLikeRecording(text)) await showRecording(text, name);
  else if (looksLikeConfig(text)) takeConfig(text, name);
  else if (!refuseHuge(text.length, name)) {
    await whenLoaded();
    await newTab({ text }, name);
  }
}
