import { useEffect, useRef, useState } from 'preact/hooks'
import type { Field } from '#api/forms/fields.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../Button.tsx'
import { Modal } from '../Modal.tsx'
import { answersIn, openDetector } from './barcodes.ts'
import type { Detector } from './detector.ts'

export type ScannerProps = {
  field: Field
  label: string
  onFound: (answer: string) => void
  onClose: () => void
}

const LOOK_MS = 200
/**
 * Without a wish browsers give 640 × 480, in which the bars of an EID are not told apart unless it fills the picture.
 * `ideal` refuses no camera.
 */
const SIZE = { width: { ideal: 1920 }, height: { ideal: 1080 } }
/** Frames in a row that are not there yet, or that the reader cannot search: five seconds. */
const FAILURES_MAX = 25

/** The camera's picture until it shows a code that fits the field. The picture leaves the device at no time. */
export function Scanner({ field, label, onFound, onClose }: ScannerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [refused, setRefused] = useState<'refused' | 'no_reader' | undefined>(undefined)
  const [several, setSeveral] = useState(false)
  useEffect(() => {
    let detector: Detector | undefined
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    let failures = 0
    const look = async () => {
      const { current } = video
      if (isOver || !current || !detector) return
      const codes = await detector.detect(current).then(
        (found) => {
          failures = 0
          return found
        },
        () => {
          failures += 1
          return []
        },
      )
      const [answer, ...others] = answersIn(
        field,
        codes.map(({ rawValue }) => rawValue),
      )
      if (isOver) return
      setSeveral(others.length > 0)
      if (answer && others.length === 0) onFound(answer)
      else if (failures >= FAILURES_MAX) setRefused('no_reader')
      else timer = setTimeout(look, LOOK_MS)
    }
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', ...SIZE },
      })
      if (isOver || !video.current) {
        stop(stream)
        return
      }
      video.current.srcObject = stream
      await video.current.play()
    }
    start()
      .then(
        async () => {
          const opened = await openDetector()
          if (isOver) return opened.close?.()
          detector = opened
          void look()
        },
        () => !isOver && setRefused('refused'),
      )
      .catch(() => !isOver && setRefused('no_reader'))
    return () => {
      isOver = true
      clearTimeout(timer)
      detector?.close?.()
      stop(stream)
    }
  }, [])
  return (
    <Modal title={t('scanning.title', { name: label })} onClose={onClose}>
      {refused ? (
        <p role="alert">{t(`scanning.${refused}`)}</p>
      ) : (
        <>
          <video ref={video} class="w-full rounded-lg" muted playsInline />
          <p class={several ? 'help warn' : 'muted'} role="status">
            {t(several ? 'scanning.several' : 'scanning.text')}
          </p>
        </>
      )}
      <div class="modal-foot">
        <Button onClick={onClose}>{t('scanning.type')}</Button>
      </div>
    </Modal>
  )
}

const stop = (stream: MediaStream | undefined) =>
  stream?.getTracks().forEach((track) => {
    track.stop()
  })
