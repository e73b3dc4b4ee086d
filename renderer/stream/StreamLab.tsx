import { StreamPane } from './StreamPane.tsx';

/** The stream with the whole width. */
export function StreamLab() {
  return <StreamPane />;
}
