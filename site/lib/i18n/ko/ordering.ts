export const ordering = {
  title: 'ordering',
}
