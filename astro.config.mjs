import preact from '@astrojs/preact'
import tailwind from '@tailwindcss/vite'
import { defineConfig } from 'astro/config'
import { chunks } from './site/build/chunks.ts'
import { devPages } from './site/build/dev-pages.ts'
import { fonts } from './site/build/fonts.ts'
import { preloadModules } from './site/build/preload-modules.ts'

/** The API's address while developing; in production both come from one origin. */
const API = `http://localhost:${process.env.PORT || 8787}`

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist/site',
  build: { inlineStylesheets: 'never' },
  trailingSlash: 'ignore',
  devToolbar: { enabled: false },
  integrations: [preact(), fonts(), devPages(), preloadModules()],
  vite: {
    plugins: [tailwind()],
    // Nothing is inlined into the HTML: pages run under script-src 'self'; style-src 'self'.
    build: { assetsInlineLimit: 0 },
    environments: {
      client: { build: { rolldownOptions: { output: { codeSplitting: { groups: chunks } } } } },
    },
    server: { proxy: { '/api': { target: API, ws: true } } },
  },
})
