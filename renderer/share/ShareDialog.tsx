import { Copy, Download, Lock, Share2, X } from 'lucide-react';
import { RadioGroup, Dialog as Radix } from 'radix-ui';
import { useMemo, useState } from 'react';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import { REPORT_PARTS } from '../../shared/contract/share.ts';
import { PARTS } from '../../shared/share/report/parts.ts';
import { copyText, notify } from '../store/notices.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { fileName, saveFile } from '../ui/save-file.ts';
import { shown } from '../ui/shown.ts';
import { bytes } from '../ui/units.ts';
import { CALLS, codeFormats, type Format, REPORTS } from './formats.ts';
import { LongText } from './LongText.tsx';
import { ReportView } from './ReportView.tsx';
import styles from './ShareDialog.module.css';
import { Switch } from './Switch.tsx';
import { type FormatId, useShare } from './state.ts';
import { chooseFormat, choosePart, fileOf, shared, takeOut } from './store.ts';
import { TakenList } from './TakenList.tsx';

const NOT_CALLED = 'Once it was sent';

const VIEWS = [
  { value: 'rendered', label: 'Rendered' },
  { value: 'source', label: 'Source' },
] as const;
type View = (typeof VIEWS)[number]['value'];

function save(content: BlobPart, title: string, { ending, type }: Format): void {
  const name = `${fileName(title).slice(0, 80) || 'strata'}.${ending}`;
  saveFile(name, typeof content === 'string' ? `${type};charset=utf-8` : type, content);
  notify(`Saving ${name}`);
}

/** What leaves Strata: in which form, what goes in, what is taken out, as it will look. */
export function ShareDialog() {
  const state = useShare();
  const { sharing, format, rendered, file } = state;
  const codes = useMemo(() => codeFormats(sharing?.snippets ?? null), [sharing]);
  const chosen = [...REPORTS, ...CALLS, ...codes].find(({ id }) => id === format);
  const leaving = useMemo(() => shared(state), [state]);
  const text = leaving?.text ?? null;
  const isFile = fileOf(format) !== null;
  const keep = (): void => {
    if (text === null || !chosen) return;
    save(isFile && file ? (fromBase64(file.base64) as BlobPart) : text, sharing?.title ?? '', chosen);
  };
  const copy = (): void => {
    if (isFile) keep();
    else if (text !== null && chosen) void copyText(text, chosen.label);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key works wherever the focus is in the dialog
    <div
      className={styles.frame}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        copy();
      }}
    >
      <header className={styles.head}>
        <Share2 size={15} aria-hidden />
        <Radix.Title className={styles.title}>Share</Radix.Title>
        <span className={styles.dim}>{shown(sharing?.title ?? '')}</span>
        <Radix.Close asChild>
          <Button small look="quiet" aria-label="Close">
            <X size={15} aria-hidden />
          </Button>
        </Radix.Close>
      </header>
      <div className={styles.columns}>
        <Formats codes={codes} format={format} />
        <Preview text={text} />
        <TakenList taken={(leaving ?? (isFile ? file : rendered))?.taken ?? null} />
      </div>
      <footer className={styles.foot}>
        <Lock size={13} aria-hidden />
        <span className={styles.dim}>Made on this computer. Nothing is uploaded.</span>
        <span className={styles.space} />
        <Radix.Close asChild>
          <Button>Cancel</Button>
        </Radix.Close>
        <Button look={isFile ? 'solid' : 'plain'} disabled={text === null} onClick={keep}>
          <Download size={14} aria-hidden /> Save as …{isFile && <Kbd keys="Mod ⏎" />}
        </Button>
        {!isFile && (
          <Button look="solid" disabled={text === null} onClick={copy}>
            <Copy size={14} aria-hidden /> Copy {chosen?.label.replace(/ (?:report|page)$/, '') ?? ''}
            <Kbd keys="Mod ⏎" />
          </Button>
        )}
      </footer>
    </div>
  );
}

function Formats({ codes, format }: { readonly codes: readonly Format[]; readonly format: FormatId }) {
  const made = useShare((state) => state.made);
  const parts = useShare((state) => state.parts);
  const isReport = REPORTS.some(({ id }) => id === format);
  const called = useShare((state) => (state.sharing?.ids.length ?? 0) > 0);
  return (
    <div className={styles.formats}>
      <RadioGroup.Root
        className={styles.list}
        aria-label="Format"
        value={format}
        onValueChange={(id) => chooseFormat(id as FormatId)}
      >
        <h3 className={styles.cap}>Format</h3>
        {REPORTS.map((one) => (
          <Choice key={one.id} one={one} />
        ))}
        {CALLS.map((one) => (
          <Choice key={one.id} one={called ? one : { ...one, note: NOT_CALLED }} disabled={!called} />
        ))}
        {codes.length > 0 && <h3 className={cx(styles.cap, styles.apart)}>Code to run it again</h3>}
        {codes.map((one) => (
          <Choice key={one.id} one={one} />
        ))}
      </RadioGroup.Root>
      <section className={styles.parts} aria-label="Put in">
        <h3 className={styles.cap}>Put in</h3>
        {REPORT_PARTS.map((part) => {
          const amount = made?.parts[part];
          const has = amount !== undefined;
          return (
            <div key={part} className={styles.part}>
              <Switch
                label={PARTS[part].label}
                checked={has && parts.includes(part)}
                disabled={!has || !isReport}
                onChange={(on) => choosePart(part, on)}
              />
              <span>{PARTS[part].label}</span>
              {made && <small>{has ? amount : part === 'answer' ? 'none yet' : 'none'}</small>}
            </div>
          );
        })}
      </section>
    </div>
  );
}

interface ChoiceProps {
  readonly one: Format;
  readonly disabled?: boolean;
}

function Choice({ one: { id, label, note, ending, Icon }, disabled = false }: ChoiceProps) {
  return (
    <RadioGroup.Item value={id} className={styles.format} disabled={disabled}>
      <Icon size={15} aria-hidden />
      <b>{label}</b>
      <kbd>.{ending}</kbd>
      <small>{note}</small>
    </RadioGroup.Item>
  );
}

function Preview({ text }: { readonly text: string | null }) {
  const [view, setView] = useState<View>('rendered');
  const rendered = useShare((state) => state.rendered);
  const failure = useShare((state) => state.failure);
  const format = useShare((state) => state.format);
  const [selected, setSelected] = useState('');
  const isReport = format === 'markdown' || format === 'html';
  const isFile = fileOf(format) !== null;
  const file = useShare((state) => state.file);
  const size = isFile ? (file?.bytes ?? 0) : text === null ? 0 : new Blob([text]).size;
  const select = (): void => {
    const now = window.getSelection()?.toString().trim() ?? '';
    setSelected(now.length <= 4_000 ? now : '');
  };
  return (
    <section className={styles.preview} aria-label="Preview">
      <header className={styles.previewHead}>
        <h3 className={styles.cap}>Preview</h3>
        <span className={styles.space} />
        {selected.length >= 3 && format !== 'picture' && (
          <Button small onClick={() => takeOut(selected)}>
            Take out “{shown(selected.slice(0, 24))}
            {selected.length > 24 ? '…' : ''}”
          </Button>
        )}
        {text !== null && (
          <span className={styles.size}>
            {bytes(size)}
            {!isFile && `, ${text.split('\n').length.toLocaleString('en')} lines`}
          </span>
        )}
        {isReport && <Segmented label="View" value={view} options={VIEWS} onChange={setView} />}
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: selecting text is no control of its own */}
      <div className={styles.paper} onMouseUp={select} onKeyUp={select}>
        <ScrollRegion label="What is shared" className={styles.scroll}>
          <Content text={text} view={isReport ? view : 'source'} failure={failure} />
          {rendered === null && failure === null && isReport && (
            <p className={styles.wait} role="status">
              Looking for the shortest request that still shows it …
            </p>
          )}
        </ScrollRegion>
      </div>
    </section>
  );
}

interface ContentProps {
  readonly text: string | null;
  readonly view: View;
  readonly failure: string | null;
}

function Content({ text, view, failure }: ContentProps) {
  const rendered = useShare((state) => state.rendered);
  const format = useShare((state) => state.format);
  if (failure !== null && text === null)
    return (
      <p className={styles.wait} role="alert">
        {shown(failure)}
      </p>
    );
  // While the next text is made, the report stands as it was.
  if (view === 'rendered' && format !== 'picture' && rendered) return <ReportView report={rendered.report} />;
  if (text === null) return null;
  if (format === 'picture')
    return (
      <img
        className={styles.picture}
        alt={rendered?.report.title ?? ''}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`}
      />
    );
  return (
    <pre className={styles.source}>
      <LongText text={text} />
    </pre>
  );
}
