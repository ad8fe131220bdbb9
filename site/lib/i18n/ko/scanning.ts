/** Reading a barcode by camera. */
export const scanning = {
  title: '{name} 읽기',
  text: '상자나 카드의 바코드를 비춰 주세요. 번호가 맞으면 바로 들어가요.',
  several: '맞는 번호가 여러 개 보여요. 하나만 보이게 가까이 비춰 주세요.',
  refused: '카메라를 쓸 수 없어요. 브라우저에서 카메라를 허용하거나 번호를 직접 입력해 주세요.',
  no_reader: '이 브라우저에서는 바코드를 읽을 수 없어요. 번호를 직접 입력해 주세요.',
  type: '직접 입력하기',
}
