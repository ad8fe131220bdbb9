export const rebates = {
  title: '리베이트',
}
