import { Copy } from 'lucide-react';
import { useState } from 'react';
import { takeText } from '../app/take-input.ts';
import { useInspection } from '../store/inspection.ts';
import { copyText } from '../store/notices.ts';
import { redactor } from '../store/redactor.ts';
import { useRequest } from '../store/request.ts';
import { isCurl } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { shown } from '../ui/shown.ts';
import styles from './CurlTab.module.css';
import { proxyCurl } from './curl.ts';
import { RequestEditor } from './JsonTab.tsx';

/** Above this the command is copied whole but shown shortened, UTF-16 units. */
const LARGEST_SHOWN = 8_000;

/** The curl command that was pasted, to be edited; or the request as one, and a place to paste one. */
export function CurlTab() {
  const isCommand = useRequest(({ text }) => isCurl(text));
  return isCommand ? <RequestEditor /> : <AsCurl />;
}

function AsCurl() {
  const result = useInspection((state) => state.result);
  const [pasted, setPasted] = useState('');
  const command = result ? proxyCurl(redactor.call(result.requestText).text, result.api) : '';
  const take = (text: string): void => {
    if (text.trim() === '') return;
    setPasted('');
    takeText(text, 'Took the pasted text');
  };
  return (
    <div className={styles.tab}>
      <div className={styles.paste}>
        <label htmlFor="pasted-curl">Paste a curl command, or any request</label>
        <textarea
          id="pasted-curl"
          className={styles.input}
          value={pasted}
          spellCheck={false}
          placeholder={"curl https://…/v1/chat/completions -d '{ … }'"}
          onChange={(event) => setPasted(event.target.value)}
          onPaste={(event) => {
            event.preventDefault();
            take(event.clipboardData.getData('text/plain'));
          }}
        />
        <Button small disabled={pasted.trim() === ''} onClick={() => take(pasted)}>
          Use this request
        </Button>
      </div>
      <div className={styles.head}>
        <h3>This request, to a LiteLLM proxy</h3>
        <Button
          small
          look="quiet"
          disabled={command === ''}
          onClick={() => void copyText(command, 'curl command')}
        >
          <Copy size={13} aria-hidden /> Copy
        </Button>
      </div>
      <ScrollRegion label="curl command" className={styles.command}>
        {shown(command.length > LARGEST_SHOWN ? `${command.slice(0, LARGEST_SHOWN)}…` : command)}
      </ScrollRegion>
    </div>
  );
}
