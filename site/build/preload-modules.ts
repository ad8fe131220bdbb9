import { readdir, readFile, writeFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/**
 * Lists the modules that a page's scripts import in the page's head, so that the browser fetches them
 * together. Otherwise it finds each one only after it has read the one before. A signed-in page asks for its words
 * first, so the names of the Korean files are among them.
 */
export function preloadModules(): AstroIntegration {
  return {
    name: 'maru-preload-modules',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir)
        const pages = (await readdir(root, { recursive: true })).filter((file) =>
          file.endsWith('.html'),
        )
        for (const page of pages) await link(root, page)
      },
    },
  }
}

async function link(root: string, page: string) {
  const html = await readFile(root + page, 'utf8')
  const scripts = [...html.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, src]) => src)
  const found = new Set<string>()
  for (const src of scripts) if (src) await follow(root, src, found)
  if (html.includes(' data-shell')) await addWordFiles(root, found)
  const links = [...found]
    .filter((src) => !scripts.includes(src))
    .map((src) => `<link rel="modulepreload" href="${src}">`)
    .join('')
  if (links) await writeFile(root + page, html.replace('</head>', `${links}</head>`))
}

/** Adds the module with the names of the Korean files, which is imported later. */
async function addWordFiles(root: string, found: Set<string>) {
  const names = (await readdir(`${root}_astro`)).filter((file) =>
    /^files-ko\.[^/]+\.js$/.test(file),
  )
  if (names.length !== 1) throw new Error(`one module names the Korean files, not ${names.length}`)
  for (const name of names) await follow(root, `/_astro/${name}`, found)
}

/** Static imports only: the first paint does not need what is imported later. */
async function follow(root: string, src: string, found: Set<string>) {
  if (found.has(src)) return
  found.add(src)
  const code = await readFile(root + src.slice(1), 'utf8')
  for (const [, path] of code.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
    if (path) await follow(root, posix.join(posix.dirname(src), path), found)
  }
}
