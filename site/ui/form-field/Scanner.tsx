import { useEffect, useRef, useState } from 'preact/hooks'
import type { Field } from '#api/forms/fields.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../Button.tsx'
import { Modal } from '../Modal.tsx'
import { answerIn, openDetector } from './barcodes.ts'

export type ScannerProps = {
  field: Field
  label: string
  onFound: (answer: string) => void
  onClose: () => void
}

const LOOK_MS = 200

/** The camera's picture until it shows a code that fits the field. The picture leaves the device at no time. */
export function Scanner({ field, label, onFound, onClose }: ScannerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [isRefused, setRefused] = useState(false)
  useEffect(() => {
    const detector = openDetector()
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const look = async () => {
      const { current } = video
      if (isOver || !current || !detector) return
      // A frame that is not there yet has no codes; the next one may.
      const codes = await detector.detect(current).catch(() => [])
      const answer = answerIn(
        field,
        codes.map(({ rawValue }) => rawValue),
      )
      if (isOver) return
      if (answer) onFound(answer)
      else timer = setTimeout(look, LOOK_MS)
    }
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment' },
      })
      if (isOver || !video.current) {
        stop(stream)
        return
      }
      video.current.srcObject = stream
      await video.current.play()
      void look()
    }
    start().catch(() => !isOver && setRefused(true))
    return () => {
      isOver = true
      clearTimeout(timer)
      stop(stream)
    }
  }, [])
  return (
    <Modal title={t('scanning.title', { name: label })} onClose={onClose}>
      {isRefused ? (
        <p role="alert">{t('scanning.refused')}</p>
      ) : (
        <>
          <video ref={video} class="w-full rounded-lg" muted playsInline />
          <p class="muted">{t('scanning.text')}</p>
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
