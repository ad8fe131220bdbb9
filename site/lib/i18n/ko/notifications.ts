export const notifications = {
  title: '알림',
}
