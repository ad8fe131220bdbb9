/** The reference page's own style: readable in light and dark, narrow and wide. */
export const DOCS_CSS = `
:root { color-scheme: light dark; --ink: light-dark(#1c2430, #e7ebf0); --soft: light-dark(#5b6675, #9aa6b5);
  --line: light-dark(#dde2e8, #2c3440); --paper: light-dark(#fff, #12161c); --sunk: light-dark(#f5f7f9, #1a2028);
  --link: light-dark(#1d5aa8, #8ab8f0) }
* { box-sizing: border-box }
html { scroll-behavior: smooth; scroll-padding-top: 1rem }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
body { margin: 0; font: 15px/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  display: grid; grid-template-columns: 13rem minmax(0, 1fr) }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1rem;
  border-right: 1px solid var(--line); display: flex; flex-direction: column; gap: .25rem }
main { padding: 1.5rem 2rem 6rem; max-width: 60rem }
a { color: var(--link) } nav a { color: inherit; text-decoration: none; padding: .15rem 0 }
nav a:hover, a:hover { text-decoration: underline } :focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
h1 { font-size: 1.6rem; margin: 0 0 .5rem } h2 { font-size: 1.2rem; margin: 3rem 0 .5rem }
h3 { font-size: 1rem; margin: 0 0 .5rem; overflow-wrap: anywhere }
article { border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0 }
article:target { border-color: var(--link) }
h3 b { display: inline-block; min-width: 3.5rem } .get { color: light-dark(#17693c, #6fcf97) } .post { color: light-dark(#1d5aa8, #8ab8f0) }
.put { color: light-dark(#8a5a00, #e0b04c) } .delete { color: light-dark(#b3261e, #f2938c) }
code { font: .9em ui-monospace, monospace; background: var(--sunk); padding: .05em .3em; border-radius: 4px }
ul { padding-left: 1.1rem; margin: .5rem 0 } li { margin: .15rem 0; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); gap: .15rem .75rem; margin: .75rem 0 0 }
dt { font-variant-numeric: tabular-nums; color: var(--soft) } dd { margin: 0 }
i, small, .who { color: var(--soft); font-style: normal; font-size: .85em; overflow-wrap: anywhere }
@media (max-width: 50rem) { body { display: block } main { padding: 1rem }
  nav { position: static; height: auto; flex-flow: row wrap; gap: .25rem .75rem; border: 0; border-bottom: 1px solid var(--line) } }
`
