import { BASE, houseFetch } from '../../api.ts';

/** Hands a file of the API to the browser; a plain link could not say for which company. */
export async function download(path: string, name: string): Promise<void> {
  const address = URL.createObjectURL(await (await houseFetch(BASE + path)).blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
