import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import { later } from '../../ui/later.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { differencesOf, draftOf } from './draft.ts'
import type { Props as EditorProps } from './matrix/PriceEditor.tsx'
import { PartSection } from './PartSection.tsx'
import type { PartProps } from './part-props.ts'

// The spreadsheet is the largest part of the form, and no other part needs it.
const PriceEditor = later<EditorProps>(
  () =>
    withWords(['matrix', 'editing'], import('./matrix/PriceEditor.tsx')).then(
      (file) => file.PriceEditor,
    ),
  () => <Meanwhile />,
)

/** The matrix of prices over all its axes, with what needs fixing beside it. */
export function PricesPart({
  draft,
  onDraft,
  errorAt,
  base,
}: PartProps & { base: PolicyDetail | undefined }) {
  const before = useMemo(() => base && draftOf(base), [base])
  const changed = useMemo(() => before && differencesOf(before, draft), [before, draft.entries])
  const error = errorAt('cells') ?? errorAt('bandsWon') ?? errorAt('months')
  return (
    <PartSection
      part="prices"
      meta={changed !== undefined && t('publishing.changed_cells', { count: changed })}
    >
      <OnceSeen>
        <PriceEditor draft={draft} onDraft={onDraft} base={base} />
      </OnceSeen>
      {error && (
        <p class="help error s-stop mt-1.5">
          <Glyph name="cross" size={13} />
          <span>{error}</span>
        </p>
      )}
    </PartSection>
  )
}

const Meanwhile = () => (
  <div class="min-h-64">
    <SkeletonLines lines={13} />
  </div>
)

/** Its children once it is in sight or the keyboard reaches it: until then nobody needs what they load. */
function OnceSeen({ children }: { children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null)
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    const { current } = place
    if (!current || isSeen) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      // Its upper edge at the foot of the screen is no reading of it yet.
      { rootMargin: '0px 0px -45% 0px' },
    )
    observer.observe(current)
    return () => observer.disconnect()
  }, [isSeen])
  if (isSeen) return <>{children}</>
  return (
    <div ref={place} class="min-h-64">
      <button type="button" class="vh" onFocus={() => setSeen(true)}>
        {t('publishing.part_prices')}
      </button>
    </div>
  )
}
