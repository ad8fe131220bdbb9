import type { ComponentChildren } from 'preact'

export type Fact = { label: string; value: ComponentChildren }

/** Names and values in two columns. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl class="dl org-dl">
    {facts.map(({ label, value }) => (
      <div key={label} class="contents">
        <dt>{label}</dt>
        <dd class="n">{value}</dd>
      </div>
    ))}
  </dl>
)
