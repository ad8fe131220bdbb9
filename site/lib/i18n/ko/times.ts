/** Durations and ages. */
export const times = {
  now: '방금',
  minutes_ago: '{n}분 전',
  hours_ago: '{n}시간 전',
  minutes: '{n}분',
  hours: '{n}시간',
  hours_minutes: '{h}시간 {m}분',
  days: '{n}일',
}
