import type { Translated } from '../catalogue.ts'
import type { couriers as ko } from '../ko/couriers.ts'

export const couriers: Translated<typeof ko> = {
  cj: 'CJ Logistics',
  hanjin: 'Hanjin',
  lotte: 'Lotte',
  logen: 'Logen',
  epost: 'Korea Post',
  daesin: 'Daesin',
  hyundai: 'Hyundai',
  kg: 'KG Logis',
  kde: 'Kyungdong',
  dongbu: 'Dongbu',
  other: 'Other courier',
}
