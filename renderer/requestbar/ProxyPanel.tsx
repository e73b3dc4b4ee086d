import type { ProxyView } from '../../shared/contract/proxy.ts';
import { openConfig } from '../app/take-input.ts';
import { useInspection } from '../store/inspection.ts';
import { useProxy } from '../store/proxy.ts';
import { dropConfig } from '../store/proxy-files.ts';
import { chooseDeployment, chooseSettings, useRequest } from '../store/request.ts';
import { Button } from '../ui/Button.tsx';
import { Toggle } from '../ui/Field.tsx';
import { PopupLayer } from '../ui/layers/PopupLayer.tsx';
import type { Trigger } from '../ui/Opener.tsx';
import { shown } from '../ui/shown.ts';
import styles from './ProxyPanel.module.css';

/** So many names of a configuration are listed before the rest is counted. */
const NAMED = 12;

/** The loaded configuration, or how to load one. */
export function ProxyPanel({ trigger }: { readonly trigger: Trigger }) {
  const loaded = useProxy((state) => state.loaded);
  return (
    <PopupLayer trigger={trigger} label="Proxy configuration" align="end">
      <div className={styles.body}>{loaded ? <Loaded /> : <Nothing />}</div>
    </PopupLayer>
  );
}

function Nothing() {
  const settings = useRequest((state) => state.settings);
  return (
    <>
      <p className={styles.note}>
        Open, drop or paste the <code>config.yaml</code> of a LiteLLM proxy: the request is then what a client
        sends to that proxy. Keys are masked before anything is read off it.
      </p>
      <Button small onClick={() => void openConfig()}>
        Open config.yaml …
      </Button>
      <Toggle
        label="litellm.drop_params = True"
        note="Unsupported parameters are dropped in silence instead of refused."
        checked={settings.dropParams === true}
        onChange={(dropParams) => chooseSettings({ ...settings, dropParams })}
      />
      <Toggle
        label="litellm.modify_params = True"
        note="LiteLLM may change messages and parameters that a provider would refuse."
        checked={settings.modifyParams === true}
        onChange={(modifyParams) => chooseSettings({ ...settings, modifyParams })}
      />
    </>
  );
}

function legendOf({ asked, deployments }: ProxyView): string {
  const own = deployments.filter(({ fallback }) => fallback === null).length;
  const more = deployments.length - own;
  const behind = more === 0 ? '' : `, ${more} by fallbacks`;
  return `${own} deployment${own === 1 ? ' answers' : 's answer'} to “${shown(asked)}”${behind}`;
}

function Loaded() {
  const loaded = useProxy((state) => state.loaded);
  const proxy = useInspection((state) => state.result?.proxy ?? null);
  if (!loaded) return null;
  const { name, watched, problems, warnings, models, environment, included, missing } = loaded;
  return (
    <>
      <p className={styles.head}>
        <b>{shown(name)}</b>
        <span className={styles.note}>
          {watched ? 'watched: a change shows at once' : 'as it was loaded'}
        </span>
      </p>
      {problems.concat(warnings).map(({ message, hint, range, file }) => (
        <p
          key={`${file}${range.from}${message}`}
          className={problems.length > 0 ? styles.bad : styles.note}
          role="alert"
        >
          {file === undefined ? 'Line' : `${shown(file)}, line`} {range.line}, column {range.column}:{' '}
          {shown(message)}. {hint}
        </p>
      ))}
      {problems.length > 0 && models.length > 0 && (
        <p className={styles.note}>The last configuration that could be read stays in force.</p>
      )}
      {proxy && proxy.deployments.length > 1 && (
        <fieldset className={styles.deployments}>
          <legend>{legendOf(proxy)}</legend>
          {proxy.deployments.map(({ model, line, file, serves, fallback }, index) => (
            <label key={`${file} ${line} ${fallback} ${model}`}>
              <input
                type="radio"
                name="deployment"
                checked={index === proxy.chosen}
                onChange={() => chooseDeployment(index)}
              />
              <code>{shown(model)}</code>{' '}
              <span className={styles.note}>
                {line !== null && `line ${line}`}
                {file !== null && ` of ${shown(file)}`}
                {fallback !== null && `, when the others fail: ${shown(fallback)}`}
                {fallback === null && !serves && ', not for this call: tags, order or weight'}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p className={styles.note}>
        Model names:{' '}
        {models
          .slice(0, NAMED)
          .map(({ name, deployments }) => (deployments > 1 ? `${shown(name)} (${deployments})` : shown(name)))
          .join(', ')}
        {models.length > NAMED && ` and ${models.length - NAMED} more`}
      </p>
      {included.length > 0 && <p className={styles.note}>Includes {included.map(shown).join(', ')}</p>}
      {environment.length > 0 && (
        <p className={styles.note}>
          Named, never looked up: {environment.slice(0, NAMED).map(shown).join(', ')}
        </p>
      )}
      <div className={styles.actions}>
        <Button small onClick={() => void openConfig()}>
          {missing.length > 0 ? `Add ${missing.slice(0, 3).map(shown).join(', ')} …` : 'Open another …'}
        </Button>
        <Button small onClick={dropConfig}>
          Take it away
        </Button>
      </div>
    </>
  );
}
