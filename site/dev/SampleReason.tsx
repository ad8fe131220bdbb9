import { useState } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'

const PRESETS = ['moves.reject_preset.1', 'moves.reject_preset.2'] as const

/** The question that wants a reason, opened by its button. */
export function SampleReason() {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        사유를 묻는 창
      </Button>
      {asking && (
        <ReasonDialog
          title="SK-261129-48392017 주문을 반려할까요?"
          text="판매점이 이 사유를 그대로 봐요."
          verb="반려"
          presets={PRESETS}
          help="최대 500자."
          busy={false}
          error={undefined}
          onReason={() => setAsking(false)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
