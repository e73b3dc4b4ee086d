import { useEffect, useRef } from 'react';
import { ConversationTab } from '../conversation/lazy.ts';
import { useRequest } from '../store/request.ts';
import { editorTab, editRequest, isCurl, show, useView as useViewState } from '../store/view.ts';
import { Pane, PaneBody } from '../ui/Pane.tsx';
import { WhichCall, WhyUnreadable } from './Footnotes.tsx';
import { CurlTab, JsonTab } from './lazy.ts';
import { ParamsTable } from './ParamsTable.tsx';
import { StaleMark } from './StaleMark.tsx';

const TABS = [
  { value: 'params', label: 'Params' },
  { value: 'conversation', label: 'Conversation' },
  { value: 'json', label: 'JSON' },
  { value: 'curl', label: 'curl' },
] as const;

/** The request as the program hands it to LiteLLM. */
export function IncomingPane() {
  const tab = useViewState((state) => state.incoming);
  const isCommand = useRequest(({ text }) => isCurl(text));
  // What is being edited keeps its editor, on whichever of the two tabs it belongs to.
  const was = useRef(isCommand);
  useEffect(() => {
    if (was.current === isCommand) return;
    was.current = isCommand;
    if (useViewState.getState().incoming === (isCommand ? 'json' : 'curl')) editRequest();
  }, [isCommand]);
  return (
    <Pane
      title="Incoming"
      tab={tab}
      tabs={TABS}
      mark={tab === 'json' ? null : <StaleMark />}
      onTab={(next) => (next === editorTab() ? editRequest() : show({ incoming: next }))}
    >
      <PaneBody value="params">
        <WhyUnreadable />
        <ParamsTable />
        <WhichCall />
      </PaneBody>
      <PaneBody value="conversation">
        <WhyUnreadable />
        <ConversationTab />
        <WhichCall />
      </PaneBody>
      <PaneBody value="json">
        <JsonTab />
      </PaneBody>
      <PaneBody value="curl">
        <CurlTab />
      </PaneBody>
    </Pane>
  );
}
