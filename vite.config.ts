import { cloudflare } from '@cloudflare/vite-plugin'
import { defineConfig } from 'vite'

/** The page and the proxy; in mode `dev` the emulator too, all on one address. */
export default defineConfig(({ mode }) => {
  const auxiliaryWorkers = [{ configPath: '../worker/emulator/host/wrangler.toml' }]
  // The plugin takes the environment of wrangler.toml from here.
  if (mode === 'dev') process.env.CLOUDFLARE_ENV = 'dev'
  // Without these, the plugin loads a sample of `Request.cf` from the internet when it starts, and serves a page that can
  // read and change the data of the emulator without a signature.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  process.env.X_LOCAL_EXPLORER = 'false'
  return {
    root: 'demo',
    // Vite would answer preflights itself, for every local origin; here that is the proxy's to decide.
    server: { cors: false },
    preview: { cors: false },
    build: { outDir: '../dist/edge', emptyOutDir: true, minify: true },
    plugins: [
      cloudflare({
        configPath: '../wrangler.toml',
        // A debugger port gives every program and page on this machine control over the Workers.
        inspectorPort: false,
        ...(mode === 'dev' && { auxiliaryWorkers }),
      }),
    ],
  }
})
