import { Maximize2, Minimize2, PanelRightClose } from 'lucide-react';
import { shownSend, useSends } from '../store/sends.ts';
import { chooseRails, show, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Pane, PaneBody } from '../ui/Pane.tsx';
import { ChunkSlider } from './ChunkSlider.tsx';
import { FramesTab } from './FramesTab.tsx';
import { HandedTab } from './lazy-handed.ts';
import { ResponseTab } from './ResponseTab.tsx';
import { Stats } from './Stats.tsx';
import { TimelineStrip } from './TimelineStrip.tsx';
import { TokensTab } from './TokensTab.tsx';
import { useReading } from './useReading.ts';
import { useTiming } from './useTiming.ts';
import { Whose } from './Whose.tsx';

const TABS = [
  { value: 'tokens', label: 'Tokens' },
  { value: 'frames', label: 'Frames' },
  { value: 'handed', label: 'Handed on' },
  { value: 'response', label: 'Response' },
] as const;

/** How the answer streams back. */
export function StreamPane() {
  const tab = useView((state) => state.stream);
  const wide = useView((state) => state.wideStream);
  const send = useSends(shownSend);
  const reading = useReading(send);
  const { size } = reading;
  const figures = useTiming(send, size);
  return (
    <Pane
      title="Stream"
      tab={tab}
      tabs={TABS}
      onTab={(stream) => show({ stream })}
      extra={
        <>
          {!wide && (
            <Button
              look="quiet"
              small
              aria-label="Fold the stream pane"
              title="Fold the stream pane"
              onClick={() => chooseRails({ streamRail: true })}
            >
              <PanelRightClose size={14} aria-hidden />
            </Button>
          )}
          <Button
            look="quiet"
            small
            aria-label={wide ? 'Close the stream lab' : 'Open the stream lab'}
            title={wide ? 'Close the stream lab' : 'Open the stream lab'}
            onClick={() => show({ wideStream: !wide })}
          >
            {wide ? <Minimize2 size={14} aria-hidden /> : <Maximize2 size={14} aria-hidden />}
          </Button>
        </>
      }
    >
      {send && <Whose send={send} />}
      <PaneBody value="tokens">
        {!wide && <Stats send={send} timing={figures.timing} />}
        <TokensTab send={send} size={size} />
        {!wide && (
          <ChunkSlider reading={reading}>
            <TimelineStrip figures={figures} />
          </ChunkSlider>
        )}
      </PaneBody>
      <PaneBody value="frames">
        <FramesTab send={send} timing={figures.timing} size={size} />
      </PaneBody>
      <PaneBody value="handed">
        <HandedTab send={send} />
      </PaneBody>
      <PaneBody value="response">
        <ResponseTab send={send} />
      </PaneBody>
    </Pane>
  );
}
