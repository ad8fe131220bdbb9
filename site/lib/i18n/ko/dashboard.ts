export const dashboard = {
  title: '대시보드',
}
