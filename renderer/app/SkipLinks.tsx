import { leaveComparison } from '../store/compared.ts';
import { editRequest, type NarrowPane, show } from '../store/view.ts';
import { focusPane } from './panes.ts';

function skipTo(narrowPane: NarrowPane, name: string): void {
  leaveComparison();
  show({ narrowPane, wideStream: false });
  // The pane may have to come onto the screen first.
  requestAnimationFrame(() => focusPane(name));
}

/** The first stops of the keyboard: past everything else, to where the work is. */
export function SkipLinks() {
  return (
    <nav aria-label="Skip">
      <button type="button" className="skip" onClick={() => editRequest()}>
        Skip to the request’s text
      </button>
      <button type="button" className="skip" onClick={() => skipTo('outgoing', 'Outgoing body')}>
        Skip to the outgoing body
      </button>
      <button type="button" className="skip" onClick={() => skipTo('answer', 'Bedrock’s answer')}>
        Skip to Bedrock’s answer
      </button>
    </nav>
  );
}
