import { useEffect, useMemo, useState } from 'react';
import type { InspectResult, RouteView } from '../../shared/contract/inspection.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import { DEFAULT_PROFILE, type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { useConnection } from '../store/connection.ts';
import { InspectSession } from '../store/inspect-session.ts';
import { type Inspected, useInspection } from '../store/inspection.ts';
import { useRequest } from '../store/request.ts';
import { useView } from '../store/view.ts';

/** One side of a comparison and what it is called. */
export interface Side {
  readonly name: string;
  readonly view: RouteView;
  readonly profile: ProfileId;
}

/** Two views of one request. */
export interface Pair {
  /** The request that both were computed from. */
  readonly requestText: string;
  readonly left: Side;
  readonly right: Side;
}

interface PairState {
  readonly pair: Pair | null;
  /** Why there is no other side. */
  readonly failure: string | null;
}

const NONE: PairState = { pair: null, failure: null };

/** The questions about the other profile. */
const session = new InspectSession();

/** The profile to compare with; null while routes are compared, or while it is the request's own. */
export function useOtherProfile(): ProfileId | null {
  const chosen = useView((state) => state.compareWith);
  const profile = useRequest((state) => state.profile);
  return chosen === 'route' || chosen === profile ? null : chosen;
}

/** The two views to be compared; the last pair stays until the next is complete. */
export function usePair(): PairState {
  const other = useOtherProfile();
  const result = useInspection((state) => state.result);
  const profile = useInspection((state) => state.asked?.profile ?? DEFAULT_PROFILE);
  const routes = useMemo(
    (): PairState => ({ pair: result && routePair(result, profile), failure: null }),
    [result, profile],
  );
  const profiles = useProfilePair(other);
  return other ? profiles : routes;
}

function routePair({ requestText, views }: Inspected, profile: ProfileId): Pair | null {
  const [left, right] = views;
  if (!left || !right) return null;
  return {
    requestText,
    left: { name: 'Invoke', view: left, profile },
    right: { name: 'Converse', view: right, profile },
  };
}

function useProfilePair(other: ProfileId | null): PairState {
  const client = useConnection((state) => state.client);
  const result = useInspection((state) => state.result);
  const asked = useInspection((state) => state.asked);
  const chosenRoute = useView((state) => state.compareRoute);
  const [state, setState] = useState<PairState>(NONE);
  const route: Route | null = result && (chosenRoute ?? result.autoRoute);
  useEffect(() => {
    const view = result?.views.find((one) => one.route === route);
    if (!other || !client || !asked || !result || !route || !view) return;
    let over = false;
    const left: Side = { name: profileOf(asked.profile).label, view, profile: asked.profile };
    const take = (answer: InspectResult): void => {
      if (!over) setState(profilePair(result.requestText, left, other, answer));
    };
    const fail = (): void => {
      if (!over) setState({ pair: null, failure: 'The host could not inspect it under the other profile.' });
    };
    session.ask(client, { ...asked, profile: other, route }).then(take, fail);
    return () => {
      over = true;
    };
  }, [client, other, route, result, asked]);
  return state;
}

function profilePair(requestText: string, left: Side, other: ProfileId, answer: InspectResult): PairState {
  const view = answer.kind === 'inspected' ? answer.views[0] : undefined;
  if (view)
    return {
      pair: { requestText, left, right: { name: profileOf(other).label, view, profile: other } },
      failure: null,
    };
  const [problem] = answer.kind === 'unreadable' ? answer.problems : [];
  return { pair: null, failure: `${profileOf(other).label} cannot read it: ${problem?.message ?? ''}` };
}
