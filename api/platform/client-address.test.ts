import { describe, expect, test } from 'vitest'
import { clientAddress, limitKeyOf, networkKeyOf } from './client-address.ts'

const CLIENT = '203.0.113.7'
const PROXY = '10.0.0.2'

describe('the client’s address', () => {
  test.each([
    // proxies, peer, header, address
    [0, CLIENT, undefined, CLIENT],
    [0, CLIENT, '198.51.100.1', CLIENT],
    [1, PROXY, CLIENT, CLIENT],
    [1, PROXY, `198.51.100.1, ${CLIENT}`, CLIENT],
    [1, PROXY, undefined, PROXY],
    [1, PROXY, '', PROXY],
    [1, PROXY, 'unknown', PROXY],
    [1, PROXY, `${CLIENT}, `, PROXY],
    [2, PROXY, `${CLIENT},10.0.0.3`, CLIENT],
    [2, PROXY, `198.51.100.1,  ${CLIENT} ,10.0.0.3`, CLIENT],
    [2, PROXY, CLIENT, PROXY],
    [1, PROXY, `${CLIENT}:50123`, CLIENT],
    [1, PROXY, '[2001:db8::7]:443', '2001:db8::7'],
    [1, PROXY, '2001:DB8::7', '2001:db8::7'],
    [1, PROXY, '<script>', PROXY],
    [0, '::ffff:203.0.113.7', undefined, CLIENT],
    [0, 'fe80::1%eth0', undefined, 'fe80::1'],
    [0, undefined, undefined, 'unknown'],
    [1, undefined, CLIENT, CLIENT],
  ])('behind %i, from %s, forwarded for %j: %s', (proxies, peer, header, address) => {
    expect(clientAddress(peer, header, proxies)).toBe(address)
  })

  test('entries that a client writes in front do not change the result', () => {
    for (const forged of ['1.1.1.1', '1.1.1.1, 2.2.2.2', ', , ,', 'x'.repeat(9_000)])
      expect(clientAddress(PROXY, `${forged}, ${CLIENT}`, 1)).toBe(CLIENT)
  })
})

describe('limits count', () => {
  test.each([
    [CLIENT, CLIENT],
    ['::ffff:203.0.113.7', CLIENT],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['1:2:3:4:5:6:7', '1:2:3:4:5:6:7'],
    ['1::2::3', '1::2::3'],
    ['1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8:9'],
    ['1:2:3:4::5:6:7:8', '1:2:3:4::5:6:7:8'],
  ])('%s as %s', (address, key) => {
    expect(limitKeyOf(address)).toBe(key)
  })
})

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:0DB8:0001:ffff::9', '2001:db8:1::/48'],
  [CLIENT, undefined],
  ['::ffff:203.0.113.7', undefined],
  ['unknown', undefined],
])('the network of %s is %s', (address, key) => {
  expect(networkKeyOf(address)).toBe(key)
})
