import type { Auth } from '#platform/auth/auth.ts';
import type { Tools } from '#platform/tools/tools.ts';
import type { SampleLoader } from '#platform/workspace/start.ts';

export function openSample(_tools: Tools, _auth: Auth): { loader: SampleLoader } {
  return { loader: { start: async () => undefined, state: async () => ({ state: 'absent', share: 0, workspace: null, message: null }) } };
}
