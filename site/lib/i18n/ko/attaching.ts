/** A question for a file of an order form. */
export const attaching = {
  take: '사진 찍기',
  pick: '파일 고르기',
  rule: '사진이나 PDF, 10MB까지 올릴 수 있어요.',
  sending: '{name|을/를} 올리는 중이에요.',
  kept: '{name|을/를} 첨부했어요.',
  cancel: '올리기 멈추기',
  retry: '다시 올리기',
  remove: '지우기',
  remove_name: '{name} 첨부 지우기',
  too_large: '{mb}MB 파일이에요. 10MB까지 올릴 수 있으니 더 작은 파일을 골라 주세요.',
  type: '올릴 수 없는 파일이에요. 사진이나 PDF를 골라 주세요.',
  empty: '빈 파일이에요. 다른 파일을 골라 주세요.',
  offline: '인터넷이 끊겨 올리지 못했어요. 연결되면 다시 올려 주세요.',
  too_many: '접수하지 않은 첨부가 너무 많아요. 다른 주문을 먼저 접수해 주세요.',
  gone: '시간이 지나 첨부가 지워졌어요. 다시 올려 주세요.',
  failed: '올리지 못했어요. 다시 올려 주세요.',
}
