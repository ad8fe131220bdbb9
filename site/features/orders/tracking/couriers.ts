import type { Courier } from '#db/words.ts'

/**
 * The courier's page for parcels, without the tracking number: customers decide themselves what the courier
 * learns. Couriers that have merged or closed have none.
 */
export const COURIER_PAGES: Partial<Record<Courier, string>> = {
  cj: 'https://www.cjlogistics.com',
  hanjin: 'https://www.hanjin.com',
  lotte: 'https://www.lotteglogis.com',
  logen: 'https://www.ilogen.com',
  epost: 'https://service.epost.go.kr',
  daesin: 'https://www.ds3211.co.kr',
  kde: 'https://kdexp.com',
}
