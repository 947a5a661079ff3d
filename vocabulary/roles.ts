import { z } from 'zod';

/** From most to least: each may do all that the ones after it may. */
export const ROLES = ['owner', 'marketer', 'analyst', 'viewer'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const reaches = (role: Role, needed: Role): boolean => ROLES.indexOf(role) <= ROLES.indexOf(needed);
