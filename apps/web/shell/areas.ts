import { reaches, type Role } from '#vocabulary/roles.ts';
import type { Area, AreaLink, Place } from './area.ts';

/** Every area that is there: a new one is a new folder and no edit elsewhere. */
export const areas: readonly Area[] = Object.values(
  import.meta.glob<Area>('../areas/*/area.tsx', { import: 'area', eager: true }),
);

export function linksOf(place: Place, role: Role): AreaLink[] {
  return areas
    .flatMap((area) => area.nav ?? [])
    .filter((link) => link.place === place && reaches(role, link.role ?? 'viewer'))
    .sort((a, b) => (a.order ?? 50) - (b.order ?? 50));
}
