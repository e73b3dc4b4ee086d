import type { TargetOptions } from '../../shared/contract/host.ts';
import type { RouteView } from '../../shared/contract/inspection.ts';
import type { AnyTarget } from '../../shared/contract/sending.ts';
import { useCompared } from './compared.ts';
import { useConnection } from './connection.ts';
import { useInspection } from './inspection.ts';
import { useRequest } from './request.ts';

const NO_VIEWS: readonly RouteView[] = [];

/** What each asked route makes of the request, newest readable text. */
export const useViews = (): readonly RouteView[] => useInspection((state) => state.result?.views ?? NO_VIEWS);

/** The view that the panes show: of the one route, or of the side in focus while two are compared. */
export function useRouteView(): RouteView | null {
  const views = useViews();
  const compared = useCompared(({ sides, focus }) => sides?.[focus] ?? null);
  return compared ?? views[0] ?? null;
}

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
