import type { ComponentChildren } from 'preact'

/** Title, its state or period, actions on the right (one primary at most). */
export function PageHead({
  title,
  beside,
  actions,
}: {
  title: ComponentChildren
  beside?: ComponentChildren
  actions?: ComponentChildren
}) {
  return (
    <header class="page-head">
      <h1>{title}</h1>
      {beside}
      <div class="actions">{actions}</div>
    </header>
  )
}

/** A region under a hairline: title, meta, actions. */
export function Section({
  title,
  meta,
  actions,
  line = false,
  children,
}: {
  title: ComponentChildren
  meta?: ComponentChildren
  actions?: ComponentChildren
  line?: boolean
  children: ComponentChildren
}) {
  return (
    <section class={line ? 'section' : ''}>
      <header class="section-head">
        <h2>{title}</h2>
        {meta !== undefined && <span class="subtle n text-t12">{meta}</span>}
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </section>
  )
}
