/** Finds codes in a picture of the camera. `close` ends what it needs. */
export type Detector = {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
  close?(): void
}
