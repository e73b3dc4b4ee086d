import type { ProxyView } from '../../shared/contract/proxy.ts';
import { useInspection } from '../store/inspection.ts';
import { chooseDeployment } from '../store/request.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Popup } from '../ui/Popup.tsx';
import { shown } from '../ui/shown.ts';
import details from './StageDetails.module.css';
import strip from './StageStrip.module.css';

/** The stage before LiteLLM's own: what the proxy's configuration made of the client's call. Nothing without one. */
export function ProxyStage() {
  const proxy = useInspection((state) => state.result?.proxy ?? null);
  if (!proxy) return null;
  const added = proxy.origins.filter(({ from }) => from !== 'client').length;
  const lost = proxy.losses.length;
  const count = lost > 0 ? `${added} +, ${lost} −` : String(added);
  return (
    <Popup
      wide
      label="Proxy"
      trigger={
        <button type="button" className={strip.stage} aria-label={`Stage Proxy ${count}`}>
          Proxy
          <span className={cx(strip.count, lost > 0 && strip.warn)}>{count}</span>
        </button>
      }
    >
      <div className={details.head}>
        <h3>Proxy</h3>
        <p>
          Takes the client’s call through config.yaml: aliases, the deployment’s settings, acting headers.
        </p>
      </div>
      <Way proxy={proxy} />
    </Popup>
  );
}

/** Which of several deployments the proxy takes, in words. */
function choiceOf(all: ProxyView['deployments']): string {
  const deployments = all.filter(({ fallback }) => fallback === null);
  if (deployments.length === 1) return '';
  const serving = deployments.filter(({ serves }) => serves).length;
  const several = `; ${deployments.length} deployments have this name`;
  if (serving === deployments.length) return `${several}, the proxy draws one`;
  return serving === 1
    ? `${several}; tags, order or weight leave this one`
    : `${several}; tags, order or weight leave ${serving}, of which the proxy draws one`;
}

/** Where the call goes when the deployments that were asked have failed, each to be looked at. */
function Fallbacks({ proxy: { deployments, chosen } }: { readonly proxy: ProxyView }) {
  const first = deployments.findIndex(({ fallback }) => fallback === null);
  return (
    <>
      {deployments.map(({ model, file, line, fallback }, index) =>
        fallback === null ? null : (
          <li key={`${file} ${line} ${fallback} ${model}`} className={details.entry}>
            <code>{shown(model)}</code> <span className={details.source}>{shown(fallback)}</span>
            <p>
              <Button small onClick={() => chooseDeployment(index === chosen ? first : index)}>
                {index === chosen
                  ? 'Back to the deployment that is asked first'
                  : 'Show what this fallback sends'}
              </Button>
            </p>
          </li>
        ),
      )}
    </>
  );
}

function Way({ proxy }: { readonly proxy: ProxyView }) {
  const { asked, deployments, chosen, origins, losses, settings, warnings } = proxy;
  const deployment = deployments[chosen];
  const fallback = deployment?.fallback ?? null;
  return (
    <ul className={details.list}>
      <li className={details.entry}>
        <code>
          {shown(asked)} → {shown(deployment?.model ?? '')}
        </code>
        <p>
          {deployment && (
            <>
              model_name “{shown(deployment.name)}”{deployment.line !== null && `, line ${deployment.line}`}
              {deployment.file !== null && ` of ${shown(deployment.file)}`}
            </>
          )}
          {fallback === null ? choiceOf(deployments) : `; only when the others fail: ${shown(fallback)}`}
        </p>
      </li>
      <Fallbacks proxy={proxy} />
      {warnings.map((warning) => (
        <li key={warning} className={details.entry}>
          <p>{shown(warning)}</p>
        </li>
      ))}
      {origins.map(({ key, from, words }) => (
        <li key={key} className={details.entry}>
          <code>{shown(key)}</code>{' '}
          <span className={details.source}>
            {from === 'client' ? 'from the client' : `from ${shown(words)}`}
          </span>
        </li>
      ))}
      {losses.map(({ what, words, why }) => (
        <li key={`${what} ${words} ${why}`} className={details.entry}>
          <code>{shown(what)}</code> <span className={details.source}>of {shown(words)}: not used</span>
          <p>{shown(why)}</p>
        </li>
      ))}
      {settings.map(({ name, value, line, file }) => (
        <li key={name} className={details.entry}>
          <code>{shown(`${name}: ${value}`)}</code>{' '}
          <span className={details.source}>
            holds for every call{line !== null && `, line ${line}`}
            {file !== null && ` of ${shown(file)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
