import { Border } from '../ui/Border.tsx';
import { Panel, Split } from '../ui/Split.tsx';
import { LabPanel } from './LabPanel.tsx';
import { StreamPane } from './StreamPane.tsx';

/** The stream with the whole width, and what chunk sizes do to it. */
export function StreamLab() {
  return (
    <Split name="lab">
      <Panel id="lab-stream" defaultSize="62%" minSize={380}>
        <StreamPane />
      </Panel>
      <Border label="Width of the chunk lab" />
      <Panel id="lab-chunks" defaultSize="38%" minSize={380}>
        <LabPanel />
      </Panel>
    </Split>
  );
}
