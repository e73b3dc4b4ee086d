import { ChevronLeft, ChevronRight } from 'lucide-react';
import { chooseCall, useRequest } from '../store/request.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { NumberBox } from '../ui/NumberBox.tsx';
import { Picker } from '../ui/Picker.tsx';
import styles from './CallField.module.css';

/** More calls than this are no list that anybody reads: they are gone through by number. */
const MOST_LISTED = 50;

/** Which of several calls in the text is shown; nothing where there is one. */
export function CallField({ calls }: { readonly calls: readonly string[] }) {
  const call = useRequest((state) => state.call);
  if (calls.length < 2) return null;
  if (calls.length > MOST_LISTED) return <CallNumber call={call} of={calls.length} />;
  const options = calls.map((what, i) => ({
    value: String(i),
    label: `${i + 1} of ${calls.length}`,
    note: what,
  }));
  return (
    <Picker
      label="Call"
      name="Call of the text"
      value={String(call)}
      options={options}
      onChange={(value) => chooseCall(Number(value))}
    />
  );
}

function CallNumber({ call, of }: { readonly call: number; readonly of: number }) {
  return (
    <fieldset className={styles.steps} aria-label="Call of the text">
      <IconButton
        icon={ChevronLeft}
        label="Previous call"
        disabled={call === 0}
        onClick={() => chooseCall(call - 1)}
      />
      <NumberBox
        label="Call"
        unit={`of ${of.toLocaleString('en')}`}
        key={call}
        min={1}
        max={of}
        defaultValue={call + 1}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
        onBlur={({ currentTarget: { valueAsNumber } }) => {
          const wanted = Math.min(Math.max(Math.trunc(valueAsNumber), 1), of);
          if (Number.isFinite(wanted)) chooseCall(wanted - 1);
        }}
      />
      <IconButton
        icon={ChevronRight}
        label="Next call"
        disabled={call >= of - 1}
        onClick={() => chooseCall(call + 1)}
      />
    </fieldset>
  );
}
