import type { Reading } from './barcode-worker.ts'
import type { Detector } from './detector.ts'

/** The larger side of a picture that is searched: more finds no more, and takes longer. */
const SIDE_MAX = 1280

/**
 * Reads barcodes in a thread of its own, for browsers without a reader, as on iOS. Its 0.4 MB (compressed)
 * come from this site with the first use of the camera. Rejects when the thread cannot run.
 */
export function wasmDetector(): Detector {
  const worker = new Worker(new URL('./barcode-worker.ts', import.meta.url), { type: 'module' })
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })

  const read = (picture: ImageData) =>
    new Promise<{ rawValue: string }[]>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Reading>) =>
        'codes' in data
          ? resolve(data.codes.map((rawValue) => ({ rawValue })))
          : reject(new Error(data.fault))
      worker.onerror = (event) => reject(new Error(event.message || 'the reader does not run'))
      worker.postMessage(picture, [picture.data.buffer])
    })

  return {
    detect: async (video) => {
      const { videoWidth, videoHeight } = video
      const scale = Math.min(1, SIDE_MAX / Math.max(videoWidth, videoHeight, 1))
      canvas.width = Math.round(videoWidth * scale)
      canvas.height = Math.round(videoHeight * scale)
      if (!context || canvas.width === 0 || canvas.height === 0) return []
      context.drawImage(video, 0, 0, canvas.width, canvas.height)
      return read(context.getImageData(0, 0, canvas.width, canvas.height))
    },
    close: () => worker.terminate(),
  }
}
