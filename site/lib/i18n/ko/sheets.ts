/** Sending a file of sheets; why it was not read, and what to send instead. */
export const sheets = {
  'refused.empty': '파일에 내용이 없어요. 숨기지 않은 시트에 값이 있는 파일인지 확인해 주세요.',
  'refused.not_a_sheet':
    '스프레드시트 파일이 아니에요. 엑셀에서 .xlsx로 저장한 파일을 올려 주세요.',
  'refused.image': '파일이 사진이에요. 사진에 찍힌 표의 엑셀 파일을 받아 올려 주세요.',
  'refused.old_format':
    '옛 엑셀 형식(.xls, 97-2003)이에요. 엑셀에서 .xlsx로 다시 저장해 올려 주세요.',
  'refused.encrypted':
    '파일에 암호가 걸려 있어요. 엑셀의 파일 → 정보 → 통합 문서 보호에서 암호를 푼 뒤 다시 올려 주세요.',
  'refused.damaged':
    '파일이 깨졌거나 중간에 잘렸어요. 다시 받거나 엑셀에서 열어 새로 저장해 올려 주세요.',
  'refused.no_prices':
    '금액이 있는 시트를 찾지 못했어요. 금액 위에 제목이 있는 단가표를 올려 주세요.',
  'refused.no_rows':
    '제목 아래에 행이 없어요. 통신사·요금제명·월정액 같은 제목이 있는 목록을 올려 주세요.',
  'refused.too_large': '파일이 너무 커요. 필요한 시트만 남기거나 나누어 올려 주세요.',
  choose: '파일 고르기',
  drop: '여기에 파일을 끌어 놓거나 골라 주세요.',
  kinds: '엑셀(.xlsx), CSV, 탭으로 나눈 글을 읽어요. 10MB까지예요. 파일은 저장하지 않아요.',
  reading: '{name} 읽는 중',
  stop: '멈추기',
}
