import { Columns2, SquareArrowOutUpLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AuditResult } from '../../shared/contract/audit.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { stageName } from '../incoming/describe.ts';
import { Button } from '../ui/Button.tsx';
import { Prose } from '../ui/Prose.tsx';
import { FateTag, Tag } from '../ui/Tag.tsx';
import { Answer } from './Answer.tsx';
import { BodyExcerpt } from './BodyExcerpt.tsx';
import styles from './CellPanel.module.css';
import { type CellView, type Details, metIn, placesOf, toldByMatrix, useDetails } from './details.ts';
import { type CellFate, type Period, periods } from './history.ts';
import { openRequest } from './open-request.ts';
import type { Chosen } from './store.ts';

interface CellDetailsProps {
  readonly cell: Chosen;
  readonly label: string;
  readonly result: AuditResult;
}

/** One key in one body form: its fate in every release, the stage that decided it, the body, Bedrock's answer. */
export function CellDetails({ cell, label, result }: CellDetailsProps) {
  const { profile, against } = result;
  const { details, failed } = useDetails(cell, profile, against);
  const sides = against === null ? [profile] : [profile, against];
  const current =
    details?.cell.key === cell.key &&
    details.cell.column === cell.column &&
    sides.every((side) => details.views.some((view) => view.profile === side));
  return (
    <>
      <div className={styles.details}>
        <h2 className={styles.cell}>
          {cell.key} <span aria-hidden>→</span> {label}
        </h2>
        <Way told={details && current ? periods(metIn(details.views)) : toldByMatrix(cell, result)} />
        {failed && <p className={styles.dim}>The host did not explain this cell. Choose it again.</p>}
        {details && (
          <div aria-busy={!current}>
            <Call details={details} />
            {sides.map((profile) => (
              <Side key={profile} profile={profile} details={details} />
            ))}
          </div>
        )}
      </div>
      <Actions cell={cell} profile={profile} against={against} />
    </>
  );
}

interface ActionsProps {
  readonly cell: Chosen;
  readonly profile: ProfileId;
  readonly against: ProfileId | null;
}

function Actions({ cell, profile, against }: ActionsProps) {
  return (
    <div className={styles.actions}>
      <Button look="solid" onClick={() => void openRequest(cell, profile)}>
        <SquareArrowOutUpLeft size={13} aria-hidden /> Open this request
      </Button>
      {against && (
        <Button onClick={() => void openRequest(cell, profile, against)}>
          <Columns2 size={13} aria-hidden /> Compare both
        </Button>
      )}
    </div>
  );
}

const FateWord = ({ fate }: { readonly fate: CellFate }): ReactNode =>
  fate === 'crashed' ? <Tag tone="dropped">crashed</Tag> : <FateTag fate={fate} />;

/** The key's fate through the releases. */
const Way = ({ told }: { readonly told: readonly Period[] }): ReactNode => (
  <p className={styles.way}>
    {told.map(({ fate, when }) => (
      <span key={when}>
        <FateWord fate={fate} /> {when}
      </span>
    ))}
  </p>
);

function Call({ details }: { readonly details: Details }) {
  const view = details.views[0]?.view;
  return (
    <p className={styles.model}>
      {view?.route} · {view?.model?.modelId}
    </p>
  );
}

function Side({ profile, details }: { readonly profile: ProfileId; readonly details: Details }) {
  const cellView = details.views.find((one) => one.profile === profile);
  if (!cellView) return null;
  return (
    <section className={styles.side} aria-label={profileOf(profile).label}>
      <h3 className={styles.profile}>{profileOf(profile).label}</h3>
      <Decision {...cellView} />
      <Outcome cellView={cellView} name={details.cell.key} />
    </section>
  );
}

/** The stage that decided what becomes of the key, and why. */
function Decision({ view, param }: CellView) {
  if (!param || view.outcome.kind === 'crashed') return null;
  return (
    <p className={styles.dim}>
      Stage <b>{stageName(param.rule.stage)}</b>: <Prose text={param.rule.text} />{' '}
      <span className={styles.source}>{param.rule.source}</span>
    </p>
  );
}

function Outcome({ cellView, name }: { readonly cellView: CellView; readonly name: string }) {
  const { outcome } = cellView.view;
  if (outcome.kind !== 'outgoing') {
    return (
      <div className={styles.error}>
        <p>{outcome.kind === 'refused' ? 'LiteLLM refuses the request:' : 'This release crashes:'}</p>
        <p>
          <code>{outcome.error.type}</code> {outcome.error.message}
        </p>
      </div>
    );
  }
  const leaked = cellView.param?.fate === 'leaked';
  return (
    <>
      <BodyExcerpt
        label={`Body in ${profileOf(cellView.profile).label}`}
        text={outcome.outgoing.bodyText}
        places={placesOf(cellView)}
        tone={leaked ? 'leaked' : 'sent'}
      />
      <Answer view={cellView.view} name={name} places={placesOf(cellView)} />
    </>
  );
}
