import type { AstroIntegration } from 'astro'

/** Adds the sheet of components in development only; a build does not contain it. */
export function devPages(): AstroIntegration {
  return {
    name: 'maru-dev-pages',
    hooks: {
      'astro:config:setup': ({ command, injectRoute }) => {
        if (command !== 'dev') return
        injectRoute({
          pattern: '/dev/components',
          entrypoint: new URL('../dev/components.astro', import.meta.url),
        })
      },
    },
  }
}
