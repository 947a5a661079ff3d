import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { GetMeResponse, GetWorkspaceResponse } from '#client/gen/types.gen.ts';
import type { Role } from '#vocabulary/roles.ts';
import { api } from '../api.ts';
import { rememberedWorkspace, rememberWorkspace } from './remembered.ts';

export type Me = GetMeResponse;
export type Membership = Me['workspaces'][number];
/** The company as GET /workspace gives it; its `effectiveToday` is the day that relative dates count from. */
export type Company = GetWorkspaceResponse;
export interface OwnWorkspace extends Omit<Company, 'today' | 'effectiveToday'> { today: string; role: Role }

const KEEP = 5 * 60_000;
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => api.get<Me>('/me'), staleTime: KEEP, retry: false });

/** Asked in the name of the remembered workspace, which the caller has settled before. */
export const companyQuery = (id: number) => queryOptions({ queryKey: ['workspace', id], queryFn: () => api.get<Company>('/workspace'), staleTime: KEEP });

/** The workspace that was last worked in, or the first; null for a user that has none yet. */
export function chooseWorkspace(me: Me): Membership | null {
  const kept = rememberedWorkspace();
  const chosen = me.workspaces.find(({ workspace }) => workspace === kept) ?? me.workspaces[0] ?? null;
  if (chosen && chosen.workspace !== kept) rememberWorkspace(chosen.workspace);
  return chosen;
}

export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** The workspace of the page; pages inside the shell always have one. */
export function useWorkspace(): OwnWorkspace {
  const chosen = chooseWorkspace(useMe());
  if (!chosen) throw new Error('A page inside the shell was shown without a workspace.');
  const { today: _fixed, effectiveToday, ...company } = useSuspenseQuery(companyQuery(chosen.workspace)).data;
  return { ...company, today: effectiveToday, role: chosen.role };
}
