import type { ComponentChildren } from 'preact'

export type Fact = { label: string; value: ComponentChildren }

type Props = { facts: readonly Fact[]; class?: string }

/** Names and values in two columns. */
export const Facts = ({ facts, class: look = 'pb-3' }: Props) => (
  <dl class={`dl ${look}`}>
    {facts.map(({ label, value }) => (
      <div key={label} class="contents">
        <dt>{label}</dt>
        <dd class="n">{value}</dd>
      </div>
    ))}
  </dl>
)
