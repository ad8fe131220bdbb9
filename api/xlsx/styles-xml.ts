/** Indexes into the `cellXfs` list below: the values of a cell's `s` attribute. */
export const STYLE = {
  general: 0,
  text: 1,
  number: 2,
  date: 3,
  datetime: 4,
  header: 5,
  totalLabel: 6,
  totalNumber: 7,
} as const
export type Style = (typeof STYLE)[keyof typeof STYLE]

// Text cells have the format "@": if edited by hand they stay text, even an IMEI or "=1+1".
const NUMBER_FORMAT = { general: 0, thousands: 3, text: 49, date: 164, datetime: 165 }
const BOLD = 1
const HEADER_FONT = 2
const HEADER_FILL = 2

const font = (more: string) =>
  `<font>${more}<name val="맑은 고딕"/><family val="3"/><charset val="129"/></font>`
const xf = (format: number, fontId = 0, fill = 0) =>
  `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`

export const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>\
<numFmt numFmtId="165" formatCode="yyyy-mm-dd hh:mm"/></numFmts>\
<fonts count="3">${font('<sz val="11"/>')}${font('<b/><sz val="11"/>')}\
${font('<b/><sz val="11"/><color rgb="FFFFFFFF"/>')}</fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FF366092"/><bgColor indexed="64"/></patternFill></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="8">${xf(NUMBER_FORMAT.general)}${xf(NUMBER_FORMAT.text)}\
${xf(NUMBER_FORMAT.thousands)}${xf(NUMBER_FORMAT.date)}${xf(NUMBER_FORMAT.datetime)}\
${xf(NUMBER_FORMAT.text, HEADER_FONT, HEADER_FILL)}${xf(NUMBER_FORMAT.text, BOLD)}\
${xf(NUMBER_FORMAT.thousands, BOLD)}</cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>`
