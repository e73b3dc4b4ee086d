import { Tooltip } from 'radix-ui';
import { Panel } from 'react-resizable-panels';
import { About } from '../about/About.tsx';
import { AuditView } from '../audit/lazy.tsx';
import { LiveView } from '../capture/lazy.tsx';
import { ComparePane } from '../compare/ComparePane.tsx';
import { IncomingPane } from '../incoming/IncomingPane.tsx';
import { OutgoingPane } from '../outgoing/OutgoingPane.tsx';
import { Palette } from '../palette/Palette.tsx';
import { RequestBar } from '../requestbar/RequestBar.tsx';
import { Sidebar } from '../sidebar/Sidebar.tsx';
import { StageStrip } from '../stages/StageStrip.tsx';
import { StatusBar } from '../status/StatusBar.tsx';
import { useRequest } from '../store/request.ts';
import { useView } from '../store/view.ts';
import { StreamLab } from '../stream/StreamLab.tsx';
import { StreamPane } from '../stream/StreamPane.tsx';
import { TopBar } from '../topbar/TopBar.tsx';
import { Border, Split } from '../ui/Split.tsx';
import styles from './App.module.css';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { DropZone } from './DropZone.tsx';
import { FaultBanner } from './FaultBanner.tsx';
import { Guard } from './Guard.tsx';
import { Notices } from './Notices.tsx';
import { useShortcuts } from './shortcuts.ts';

/** The window. */
export function App() {
  useShortcuts();
  const screen = useView((state) => state.screen);
  return (
    <Tooltip.Provider delayDuration={450} skipDelayDuration={200}>
      <div className={styles.app}>
        <TopBar />
        <ConnectionBanner />
        <FaultBanner />
        {screen === 'live' && (
          <Guard name="Live">
            <LiveView />
          </Guard>
        )}
        {screen === 'audit' && (
          <Guard name="The audit">
            <AuditView />
          </Guard>
        )}
        <main className={styles.work} hidden={screen !== 'request'}>
          <Split name="window">
            <Panel
              id="sidebar"
              className={styles.fill}
              defaultSize={window.innerWidth < 1250 ? 180 : 216}
              minSize={160}
              maxSize={380}
              groupResizeBehavior="preserve-pixel-size"
            >
              <Sidebar />
            </Panel>
            <Border label="Width of the sidebar" />
            <Panel id="main" className={styles.fill} minSize={700}>
              <div className={styles.main}>
                <RequestBar />
                <StageStrip />
                <div className={styles.panes}>
                  <Panes />
                </div>
              </div>
            </Panel>
          </Split>
        </main>
        <StatusBar />
      </div>
      <Palette />
      <About />
      <Notices />
      <DropZone />
    </Tooltip.Provider>
  );
}

function Panes() {
  const wide = useView((state) => state.wideStream);
  const compare = useRequest((state) => state.route === 'compare');
  if (wide) {
    return (
      <Guard name="The stream lab">
        <StreamLab />
      </Guard>
    );
  }
  if (compare) {
    return (
      <Guard name="The comparison">
        <ComparePane />
      </Guard>
    );
  }
  return (
    <Split name="panes">
      <Panel id="incoming" className={styles.fill} defaultSize="32%" minSize={240}>
        <Guard name="The incoming request">
          <IncomingPane />
        </Guard>
      </Panel>
      <Border label="Width of the incoming pane" />
      <Panel id="outgoing" className={styles.fill} defaultSize="40%" minSize={280}>
        <Guard name="The outgoing request">
          <OutgoingPane />
        </Guard>
      </Panel>
      <Border label="Width of the stream pane" />
      <Panel id="stream" className={styles.fill} defaultSize="28%" minSize={240}>
        <Guard name="The stream">
          <StreamPane />
        </Guard>
      </Panel>
    </Split>
  );
}
