// The page's build: a static folder that works from any path (relative base), with the stand-alone page's template in it; and the unit tests,
// which run in Node.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { offline } from './tools/offline/build.ts';
import { standAlone } from './tools/stand-alone/build.ts';

export default defineConfig({
  base: './',
  plugins: [react(), standAlone(), offline()],
  worker: { format: 'es' },
  build: { target: 'es2023', sourcemap: false },
  test: {
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
    environment: 'node',
    // Against hanging only: a busy machine may be slow.
    testTimeout: 30_000,
  },
});
