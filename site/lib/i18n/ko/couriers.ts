/** Courier companies. */
export const couriers = {
  cj: 'CJ대한통운',
  hanjin: '한진택배',
  lotte: '롯데택배',
  logen: '로젠택배',
  epost: '우체국택배',
  daesin: '대신택배',
  hyundai: '현대택배',
  kg: 'KG로지스',
  kde: '경동택배',
  dongbu: '동부택배',
  other: '그 밖의 택배',
}
