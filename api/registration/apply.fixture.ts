/** An invented applicant; numbers of 010-0000 are not in use. */
export const somebody = (username: string) => ({
  username,
  password: 'sunflower-morning-7',
  name: '나지원',
  email: `${username}@example.com`,
  phone: '010-0000-1234',
})

export const consents = { terms: true, privacy: true } as const

export const aCompany = (name: string) => ({
  name,
  businessNumber: '1248100998',
  address: '경기도 수원시 영통구 삼성로 129',
  phone: '031-000-1114',
})

export const companyApplication = (parentCode: string, username: string, name = '새벽통신') => ({
  parentCode,
  company: aCompany(name),
  admin: somebody(username),
  consents,
})

export const staffApplication = (companyCode: string, username: string) => ({
  companyCode,
  user: somebody(username),
  consents,
})
