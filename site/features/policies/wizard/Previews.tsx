import { useState } from 'preact/hooks'
import { t } from '../../../lib/i18n/t.ts'
import { serverNow } from '../../../lib/server-clock.ts'
import { Section } from '../../../ui/Page.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { Draft } from '../draft.ts'
import { PolicyFacts } from '../PolicyFacts.tsx'
import { PriceTable } from '../PriceTable.tsx'
import { seenAs, type Viewer } from './seen-as.ts'

/** The page of the policy as an agency or one of its shops will see it. */
export function Previews({ draft }: { draft: Draft }) {
  const [viewer, setViewer] = useState<Viewer>('agency')
  const [now] = useState(() => new Date(serverNow()).toISOString())
  const policy = seenAs(draft, viewer, now)
  return (
    <Section
      title={t('wizard.preview')}
      line
      actions={
        <Segmented
          label={t('wizard.preview')}
          options={(['agency', 'retail'] as const).map((value) => ({
            value,
            label: t(`wizard.preview_${value}`),
          }))}
          value={viewer}
          onValue={setViewer}
        />
      }
    >
      <p class="help pb-2">{t(`wizard.preview_note_${viewer}`)}</p>
      <div class="dash-grid !mt-0">
        <div>
          <PriceTable key={viewer} policy={policy} />
        </div>
        <aside>
          <PolicyFacts policy={policy} />
        </aside>
      </div>
    </Section>
  )
}
