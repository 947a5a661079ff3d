import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `vite -c apps/web/vite.config.ts` serves the pages and hands /api on to a running server (TRIBUTARY_SERVER). */
export default defineConfig({
  root: here('.'),
  cacheDir: here('../../.cache/vite'),
  plugins: [react()],
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
