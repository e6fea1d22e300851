/** What the server said of records whose answer was lost, as a clerk reads it. */
import { expect, it } from 'vitest';
import { messagesFor } from '../../src/text/messages-for.ts';

it.each([
  [[25, 25, 0, 0], '25 catatan ke server: semuanya sudah sampai', '25 records: all have arrived'],
  [[1, 1, 0, 0], '1 catatan ke server: sudah sampai', '1 record: it has arrived'],
  [
    [1200, 0, 1200, 0],
    '1.200 catatan ke server: belum ada yang sampai; semuanya dikirim lagi',
    '1,200 records: none has arrived; all are sent again',
  ],
  [
    [1, 0, 1, 0],
    '1 catatan ke server: belum sampai dan dikirim lagi',
    '1 record: it has not arrived and is sent again',
  ],
  [
    [8, 0, 0, 8],
    '8 catatan ke server: belum diketahui; nanti ditanyakan lagi',
    '8 records: not known yet; asked about again',
  ],
  [
    [10, 7, 1, 2],
    '10 catatan ke server: 7 sudah sampai, 1 belum sampai dan dikirim lagi, 2 belum diketahui dan nanti ditanyakan lagi',
    '10 records: 7 have arrived, 1 has not and is sent again, 2 not known yet and asked about again',
  ],
  // Neither arrived nor lost may be taken for the whole where two of the counts are equal.
  [
    [2, 1, 1, 0],
    '2 catatan ke server: 1 sudah sampai, 1 belum sampai dan dikirim lagi',
    '2 records: 1 has arrived, 1 has not and is sent again',
  ],
] as const)('of %j (asked, there, absent, unknown)', ([asked, there, absent, unknown], indonesian, english) => {
  expect(messagesFor('id').delivering.doubts(asked, there, absent, unknown)).toBe(`Menanyakan ${indonesian}`);
  expect(messagesFor('en').delivering.doubts(asked, there, absent, unknown)).toBe(`Asked the server about ${english}`);
});
