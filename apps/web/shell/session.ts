import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Role } from '#vocabulary/roles.ts';
import type { Language } from '#vocabulary/words.ts';
import { api } from '../api.ts';
import { rememberedWorkspace, rememberWorkspace } from './remembered.ts';

export interface OwnWorkspace {
  id: number;
  name: string;
  currency: string;
  timeZone: string;
  language: Language;
  /** YYYY-MM-DD: the day that relative dates count from. */
  today: string;
  /** Id of the sample company it holds, or null. */
  sample: string | null;
  role: Role;
}
export interface Me { user: { id: string; name: string; email: string }; workspaces: OwnWorkspace[] }

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => api.get<Me>('/me'), staleTime: 5 * 60_000, retry: false });

/** The workspace that was last worked in, or the first; null for a user that has none yet. */
export function chooseWorkspace(me: Me): OwnWorkspace | null {
  const kept = rememberedWorkspace();
  const chosen = me.workspaces.find((workspace) => workspace.id === kept) ?? me.workspaces[0] ?? null;
  if (chosen && chosen.id !== kept) rememberWorkspace(chosen.id);
  return chosen;
}

export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** The workspace of the page; pages inside the shell always have one. */
export function useWorkspace(): OwnWorkspace {
  const chosen = chooseWorkspace(useMe());
  if (!chosen) throw new Error('A page inside the shell was shown without a workspace.');
  return chosen;
}
