import { auth } from '../../api.ts';

export interface Credentials { email: string; password: string }

export const signIn = async ({ email, password }: Credentials): Promise<void> => { await auth('/sign-in/email', { email: email.trim(), password }); };

/** Loads the application anew, so that nothing of an earlier session is left; only to addresses of our own. */
export function goInside(to = '/'): void {
  window.location.assign(/^\/(?![/\\])/.test(to) ? to : '/');
}
