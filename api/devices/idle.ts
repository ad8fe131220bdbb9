/** Whether a browser was unused for longer than the tree's rule allows. Programs never become idle. */
export function isIdle(
  session: { deviceHash: string | null; lastSeenAt: Date },
  idleMinutes: number,
  now: Date,
): boolean {
  if (session.deviceHash === null) return false
  return now.getTime() - session.lastSeenAt.getTime() > idleMinutes * 60_000
}
