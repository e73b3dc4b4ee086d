import { editRequest } from '../store/view.ts';
import { focusPane } from './panes.ts';

/** The first stops of the keyboard: past everything else, to where the work is. */
export function SkipLinks() {
  return (
    <nav aria-label="Skip">
      <button type="button" className="skip" onClick={() => editRequest()}>
        Skip to the request’s text
      </button>
      <button type="button" className="skip" onClick={() => focusPane('Outgoing body')}>
        Skip to the outgoing body
      </button>
      <button type="button" className="skip" onClick={() => focusPane('Bedrock’s answer')}>
        Skip to Bedrock’s answer
      </button>
    </nav>
  );
}
