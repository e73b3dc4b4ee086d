import { Activity, FlaskConical, FolderOpen, History, PanelLeftOpen, PanelRightOpen } from 'lucide-react';
import { About } from '../about/lazy.ts';
import { AuditView } from '../audit/lazy.ts';
import { LiveView } from '../capture/lazy.tsx';
import { ComparePane } from '../compare/lazy.ts';
import { IncomingPane } from '../incoming/IncomingPane.tsx';
import { OutgoingPane } from '../outgoing/OutgoingPane.tsx';
import { Palette } from '../palette/Palette.tsx';
import { ProblemsPanel } from '../problems/ProblemsPanel.tsx';
import { RequestBar } from '../requestbar/RequestBar.tsx';
import { SettingsDialog } from '../settings/lazy.ts';
import { Share } from '../share/lazy.ts';
import { outcomeOf } from '../sidebar/outcome.ts';
import { Sidebar } from '../sidebar/Sidebar.tsx';
import { StageStrip } from '../stages/StageStrip.tsx';
import { StatusBar } from '../status/StatusBar.tsx';
import { useRequest } from '../store/request.ts';
import { shownSend, useSends, wasTaken } from '../store/sends.ts';
import { chooseRails, type SidebarTab, show, useView } from '../store/view.ts';
import { StreamLab, StreamPane } from '../stream/lazy.ts';
import { TabStrip } from '../tabs/TabStrip.tsx';
import { TopBar } from '../topbar/TopBar.tsx';
import { Border } from '../ui/Border.tsx';
import { Rail } from '../ui/Rail.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Panel, Split } from '../ui/Split.tsx';
import { useMedia } from '../ui/useMedia.ts';
import styles from './App.module.css';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { DropZone } from './DropZone.tsx';
import { FaultBanner } from './FaultBanner.tsx';
import { FirstHint } from './FirstHint.tsx';
import { Guard } from './Guard.tsx';
import { Notices } from './Notices.tsx';
import { NARROW, useLibrary } from './room.ts';
import { SkipLinks } from './SkipLinks.tsx';
import { useShortcuts } from './shortcuts.ts';

/** The window. */
export function App() {
  useShortcuts();
  const screen = useView((state) => state.screen);
  return (
    <>
      <SkipLinks />
      <div className={styles.app}>
        <TopBar />
        <TabStrip />
        <FirstHint />
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
          <LibraryRail />
          <Split name="window">
            <Library />
            <Panel id="main" className={styles.fill} defaultSize="100%" minSize={320}>
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
      <SettingsDialog />
      <Share />
      <Notices />
      <DropZone />
    </>
  );
}

/** Samples and what was sent; a rail where the user or the window wants it so. */
function Library() {
  const { rail, open } = useLibrary();
  if (rail) return null;
  return (
    <>
      <Panel
        id="sidebar"
        className={styles.fill}
        defaultSize={window.innerWidth < 1250 ? 180 : 216}
        minSize={160}
        maxSize={380}
      >
        <Sidebar onFold={() => open(false)} />
      </Panel>
      <Border label="Width of the sidebar" />
    </>
  );
}

function LibraryRail() {
  const { rail, open } = useLibrary();
  if (!rail) return null;
  const to = (sidebar: SidebarTab): void => {
    show({ sidebar });
    open(true);
  };
  return (
    <Rail
      label="Requests"
      side="left"
      actions={[
        { label: 'Open the sidebar', Icon: PanelLeftOpen, onPress: () => open(true) },
        { label: 'Samples', Icon: FlaskConical, onPress: () => to('samples') },
        { label: 'Saved', Icon: FolderOpen, onPress: () => to('saved') },
        { label: 'Sent', Icon: History, onPress: () => to('sends') },
      ]}
    />
  );
}

/** The stream's rail: what it would show, and the way to it. */
function StreamRail() {
  const send = useSends(shownSend);
  return (
    <Rail
      label="Stream"
      side="right"
      actions={[
        {
          label: 'Open the stream pane',
          Icon: PanelRightOpen,
          onPress: () => chooseRails({ streamRail: false }),
        },
        { label: 'Open the stream lab', Icon: Activity, onPress: () => show({ wideStream: true }) },
      ]}
      title="Stream"
      note={send ? outcomeOf(send).text : 'no answer yet'}
    />
  );
}

const NARROW_PANES = [
  { value: 'incoming', label: 'Request' },
  { value: 'outgoing', label: 'Body' },
  { value: 'answer', label: 'Answer' },
  { value: 'stream', label: 'Stream' },
] as const;

const PANES = {
  incoming: { name: 'The incoming request', Pane: IncomingPane },
  outgoing: { name: 'The outgoing request', Pane: OutgoingPane },
  answer: { name: 'Bedrock’s answer', Pane: ProblemsPanel },
  stream: { name: 'The stream', Pane: StreamPane },
} as const;

/** One pane at a time, where the window has no room for more. */
function OnePane() {
  const at = useView((state) => state.narrowPane);
  const { name, Pane } = PANES[at];
  return (
    <div className={styles.narrow}>
      <div className={styles.choice}>
        <Segmented
          label="Pane"
          value={at}
          options={NARROW_PANES}
          onChange={(narrowPane) => show({ narrowPane })}
        />
      </div>
      <Guard key={at} name={name}>
        <Pane />
      </Guard>
    </div>
  );
}

function Panes() {
  const wide = useView((state) => state.wideStream);
  const wideBody = useView((state) => state.wideBody);
  const compare = useRequest((state) => state.route === 'compare');
  const narrow = useMedia(NARROW);
  const nothingStreams = useSends(({ sends }) => !sends.some((send) => send.recorded || wasTaken(send)));
  const streamRail = useView((state) => state.streamRail) ?? nothingStreams;
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
  if (narrow) return <OnePane />;
  return (
    <div className={styles.row}>
      <Split name={streamRail ? 'two-panes' : 'panes'}>
        {!wideBody && (
          <>
            <Panel
              id="incoming"
              className={styles.fill}
              defaultSize={streamRail ? '39%' : '32%'}
              minSize={240}
            >
              <Guard name="The incoming request">
                <IncomingPane />
              </Guard>
            </Panel>
            <Border label="Width of the incoming pane" />
          </>
        )}
        <Panel id="outgoing" className={styles.fill} defaultSize={streamRail ? '61%' : '40%'} minSize={280}>
          <Guard name="The outgoing request">
            <OutgoingPane />
          </Guard>
        </Panel>
        {!streamRail && !wideBody && (
          <>
            <Border label="Width of the stream pane" />
            <Panel id="stream" className={styles.fill} defaultSize="28%" minSize={240}>
              <Guard name="The stream">
                <StreamPane />
              </Guard>
            </Panel>
          </>
        )}
      </Split>
      {streamRail && <StreamRail />}
    </div>
  );
}
