import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** The server that `npm start` runs; `npm run dev` hands its doors through. */
const twin = process.env.TWIN_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: 'client',
  // Addresses are relative: the page works below any path.
  base: './',
  publicDir: '../public',
  plugins: [react(), pages()],
  build: {
    outDir: '../.twin/client',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        main: resolve('client/index.html'),
        ...(existsSync('client/bench.html') && { bench: resolve('client/bench.html') }),
      },
    },
  },
  server: {
    proxy: {
      '^/(api|world|metrics|sta|ngsi-ld|aas|admin-setup)(/|\\?|$)': twin,
      '/socket.io': { target: twin, ws: true },
    },
  },
  test: {
    root: '.',
    testTimeout: 30_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root: '.',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/server/store/schemas.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          root: '.',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/server/store/schemas.ts', 'test/e2e/setup.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})

/** A page for every mode, named after its file, so that any server of files answers its address. */
function pages(): Plugin {
  const modes = readdirSync('client/modes').filter(file => file.endsWith('.ts'))
  return {
    name: 'pages',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const mode of modes)
        copyFileSync(join(dir, 'index.html'), join(dir, `${basename(mode, '.ts')}.html`))
    },
  }
}
