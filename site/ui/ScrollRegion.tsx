import type { ComponentChildren, Ref } from 'preact'

type Props = {
  label: string
  class: string
  busy?: boolean
  region?: Ref<HTMLElement>
  children: ComponentChildren
}

/** A region that scrolls by itself is focusable, because it may contain only text. */
export const ScrollRegion = ({ label, class: look, busy, region, children }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
  <section ref={region} class={look} aria-label={label} aria-busy={busy} tabIndex={0}>
    {children}
  </section>
)
