import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The words of vocabulary/ stand beside shapes made with zod. Where a page uses the words alone, the shapes and zod itself
 * (24 kB compressed) need not be sent: the bundler may drop a shape that nobody reads.
 */
const unreadShapes: Plugin = {
  name: 'unread-shapes',
  transform(code, id) {
    return /\/vocabulary\/[^/]+\.ts$/.test(id) ? { code: code.replace(/(export const \w+ = )(?=z\.)/g, '$1/* @__PURE__ */ '), map: null } : null;
  },
};

/** `vite -c apps/web/vite.config.ts` serves the pages and hands /api on to a running server (TRIBUTARY_SERVER). */
export default defineConfig({
  root: here('.'),
  cacheDir: here('../../.cache/vite'),
  plugins: [react(), unreadShapes],
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env['TRIBUTARY_SERVER'] ?? 'http://127.0.0.1:8080' },
  },
});
