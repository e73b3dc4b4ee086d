import type { TargetOptions } from '../../shared/contract/host.ts';
import type { RouteView } from '../../shared/contract/inspection.ts';
import type { AnyTarget } from '../../shared/contract/sending.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { useCompared } from './compared.ts';
import { useConnection } from './connection.ts';
import { useInspection } from './inspection.ts';
import { useRequest } from './request.ts';
import { isSendOf, type Send, strangerWords, useSends } from './sends.ts';

const NO_VIEWS: readonly RouteView[] = [];

/** What each asked route makes of the request, newest readable text. */
export const useViews = (): readonly RouteView[] => useInspection((state) => state.result?.views ?? NO_VIEWS);

/** The view that the panes show: of the one route, or of the side in focus while two are compared. */
export function useRouteView(): RouteView | null {
  const views = useViews();
  const compared = useCompared(({ sides, focus }) => sides?.[focus].view ?? null);
  return compared ?? views[0] ?? null;
}

interface ShownRequest {
  readonly text: string;
  readonly profile: ProfileId;
  readonly route: Route | null;
}

/** What is told of the request on the screen, with its release and on its route. A key in it draws anew only where that is another value. */
function useOfShownRequest<Told>(tell: (shown: ShownRequest) => Told): Told {
  const route = useRouteView()?.route ?? null;
  const compared = useCompared(({ sides, focus }) => sides?.[focus].profile ?? null);
  return useRequest(({ text, profile }) => tell({ text, profile: compared ?? profile, route }));
}

/** The send of the request on the screen, with its release and on its route: the one that is shown, or the newest; null where there is none. */
export function useOwnSend(): Send | null {
  const sends = useSends((state) => state.sends);
  const shown = useSends((state) => state.shown);
  return useOfShownRequest(({ text, profile, route }) => {
    if (route === null) return null;
    const own = sends.filter((send) => isSendOf(send, { text, profile, route }));
    return own.find(({ id }) => id === shown) ?? own[0] ?? null;
  });
}

/** What a send is, in a few words, where it is none of the request on the screen; null where it is. */
export const useStrangerWords = (send: Send): string | null =>
  useOfShownRequest((shown) => strangerWords(send, shown));

const regionOf = (target: AnyTarget, targets: TargetOptions | null): string =>
  target.kind === 'aws' ? target.region : (targets?.aws.defaultRegion ?? 'us-east-1');

/** The AWS region that commands and snippets name. */
export function useRegion(): string {
  const target = useRequest((state) => state.target);
  return regionOf(
    target,
    useConnection((state) => state.targets),
  );
}

/** The same, for what is no component. */
export const regionNow = (): string =>
  regionOf(useRequest.getState().target, useConnection.getState().targets);
