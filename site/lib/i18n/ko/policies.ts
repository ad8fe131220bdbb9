export const policies = {
  title: '정책',
}
