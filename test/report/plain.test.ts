import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RunError } from '../../src/errors.ts';
import type { Reporter } from '../../src/events.ts';
import { plainReporter } from '../../src/report/plain.ts';
import type { Language } from '../../src/text/language.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import { A_NIGHT, at, JAKARTA, summaryOf } from '../support/run-events.ts';
import { Paper } from '../support/screen.ts';

// Only the timer of the heartbeat is Node's own; with the fake one a night passes at once.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Log {
  readonly out: Paper;
  readonly err: Paper;
  readonly reporter: Reporter;
  /** Lets time pass, timers included. */
  until(time: string): void;
}

function log(language: Language, rows = false, verbose = false): Log {
  vi.setSystemTime(at('01:00'));
  const out = new Paper();
  const err = new Paper();
  const reporter = plainReporter({
    out,
    err,
    messages: messagesFor(language),
    now: () => Date.now(),
    timeZone: JAKARTA,
    colour: { out: false, err: false },
    rows,
    verbose,
  });
  return { out, err, reporter, until: (time) => void vi.advanceTimersByTime(at(time) - Date.now()) };
}

function runNight(language: Language, rows = false): Log {
  const night = log(language, rows);
  for (const [time, event] of A_NIGHT) {
    night.until(time);
    night.reporter.report(event);
  }
  night.reporter.close();
  return night;
}

describe('what cron finds in the log', () => {
  test('a night in Indonesian', () => {
    const { err, out } = runNight('id');
    expect(err.lines()).toEqual([
      '2026-11-23 01:00:00 Kolom di peserta.xlsx, lembar Sheet1: NIK ← "NO KTP", nama ← "NAMA PESERTA", tanggal vaksinasi ← "TGL VAKSIN"',
      '2026-11-23 01:00:00 Dari atas tabel: faskes = "Puskesmas Kendal 1"',
      '2026-11-23 01:00:00 Tidak dibaca: "PEKERJAAN"',
      '2026-11-23 01:00:02 Terbaca peserta.xlsx, lembar Sheet1: 2.340 baris',
      '2026-11-23 01:00:02 Baris tersembunyi ikut dibaca (12)',
      '2026-11-23 01:00:03 Tersimpan di buku kirim: 2.300 catatan baru, 30 sudah dikenal. Berkas Excel tidak diperlukan lagi.',
      '2026-11-23 01:00:03 Mengirim 2.300 catatan ke json https://registry.example/v1; 100 belum pasti, ditanyakan dulu',
      '2026-11-23 01:00:04 Menanyakan 100 catatan ke server: 80 sudah sampai, 20 belum sampai dan dikirim lagi',
      '2026-11-23 01:11:00 180 dari 2.300 catatan terkirim, 20/mnt, sisa 1 jam 45 mnt',
      '2026-11-23 01:12:30 server mati sejak 01.12 (galat di server, HTTP 503), coba lagi 01.14; tidak ada data yang hilang',
      '2026-11-23 01:23:00 180 dari 2.300 catatan terkirim, server mati sejak 01.12, sedang dicoba lagi',
      '2026-11-23 01:33:00 180 dari 2.300 catatan terkirim, server mati sejak 01.12, sedang dicoba lagi',
      '2026-11-23 01:43:00 180 dari 2.300 catatan terkirim, server mati sejak 01.12, sedang dicoba lagi',
      '2026-11-23 01:53:00 180 dari 2.300 catatan terkirim, server mati sejak 01.12, sedang dicoba lagi',
      '2026-11-23 01:54:00 server hidup kembali setelah 42 mnt',
      '2026-11-23 01:54:11 Batas waktu tercapai: kiriman yang sedang berjalan diselesaikan dulu.',
      '2026-11-23 01:54:12 Lembar perbaikan: peserta-perbaikan.xlsx (12 baris; berisi data pribadi, simpan baik-baik)',
    ]);
    expect(out.lines()[0]).toBe('2026-11-23 01:54:12 Impor: 1 berkas, 54 mnt 12 dtk');
    expect(out.text).toContain('2.340 baris = 270 diterima');
  });

  test('the same night in English says as much', () => {
    const english = runNight('en').err.lines();
    expect(english).toHaveLength(runNight('id').err.lines().length);
    expect(english).toContain(
      '2026-11-23 01:12:30 server down since 01:12 (it has an error of its own, HTTP 503), next try 01:14; nothing is lost',
    );
    expect(english).toContain('2026-11-23 01:54:00 server is back after 42 min');
  });

  test('thirty files of one form are not thirty times the same columns', () => {
    const { reporter, err } = log('id');
    const columns = A_NIGHT.map(([, event]) => event).find((event) => event.event === 'columns');
    if (columns?.event !== 'columns') throw new Error('the night has columns');
    reporter.report(columns);
    reporter.report({ ...columns, file: 'boja.xlsx', sheet: '' });
    reporter.report({ ...columns, file: 'weleri.xlsx', columns: [{ field: 'nik', headings: ['NIK'] }] });
    reporter.close();
    expect(err.lines().slice(3)).toEqual([
      '2026-11-23 01:00:00 Kolom di boja.xlsx: sama seperti sebelumnya',
      '2026-11-23 01:00:00 Kolom di weleri.xlsx, lembar Sheet1: NIK ← "NIK"',
      '2026-11-23 01:00:00 Dari atas tabel: faskes = "Puskesmas Kendal 1"',
      '2026-11-23 01:00:00 Tidak dibaca: "PEKERJAAN"',
    ]);
  });

  test('a heading that probably names a field is said, with what to type; and what is remembered', () => {
    const { reporter, err } = log('id');
    const columns = A_NIGHT.map(([, event]) => event).find((event) => event.event === 'columns');
    if (columns?.event !== 'columns') throw new Error('the night has columns');
    const guesses = [{ heading: 'NO. BATC 1', field: 'lot', dose: 1 } as const];
    reporter.report({ ...columns, guesses, ignored: ['NO. BATC 1'], defaults: {} });
    reporter.report({ event: 'remembered', path: '/kerja/m.yaml', headings: 2 });
    reporter.report({ event: 'remembered', path: '/kerja/m.yaml', headings: 2, failed: 'DISK_READ_ONLY' });
    reporter.close();
    expect(err.lines().slice(1)).toEqual([
      '2026-11-23 01:00:00 Tidak dibaca: "NO. BATC 1"',
      '2026-11-23 01:00:00 Tidak dibaca, padahal mungkin no. batch (dosis 1) ← "NO. BATC 1". Kalau benar, tambahkan --map "NO. BATC 1=lot"',
      '2026-11-23 01:00:00 Diingat untuk lembar dengan judul yang sama: 2 kolom di /kerja/m.yaml. `vax-upload mappings` menampilkan dan melupakannya.',
      '2026-11-23 01:00:00 Arti kolom tidak dapat disimpan di /kerja/m.yaml (DISK_READ_ONLY); lain kali perlu disebut lagi.',
    ]);
  });

  test('nothing in it moves or is coloured', () => {
    const { err, out } = runNight('id', true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    expect(err.text + out.text).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
  });

  test('rows are told when they are asked for, as results', () => {
    expect(runNight('id').out.text).not.toContain('baris 17');
    expect(runNight('id', true).out.lines()[0]).toBe('peserta.xlsx, Sheet1, baris 17: perlu perbaikan: NIK kosong');
  });

  test('a file that cannot be read: two lines, each with its time', () => {
    const { reporter, err } = log('id');
    reporter.report({ event: 'failed', error: new RunError('FILE_EMPTY', {}), file: 'kosong.xlsx' });
    reporter.close();
    expect(err.lines()).toEqual([
      '2026-11-23 01:00:00 Galat: kosong.xlsx kosong. [FILE_EMPTY]',
      '2026-11-23 01:00:00 Coba: Simpan lagi dari Excel, atau salin sekali lagi: mungkin penyalinannya terputus.',
    ]);
  });
});

describe('the heartbeat', () => {
  test('comes at most every ten minutes, however busy delivery is', () => {
    const { reporter, err, until } = log('en');
    reporter.report({ event: 'delivery', waiting: 100_000, inDoubt: 0, target: 'sandbox' });
    for (let minute = 1; minute < 60; minute++) {
      until(`01:${String(minute).padStart(2, '0')}`);
      reporter.report({
        event: 'batch',
        entries: 100,
        accepted: 100,
        alreadyThere: 0,
        refused: 0,
        inDoubt: 0,
        unsent: 0,
        ms: 1,
      });
    }
    reporter.close();
    expect(err.lines()).toHaveLength(1 + 5);
    expect(err.lines().at(-1)).toBe('2026-11-23 01:50:00 4,900 of 100,000 records delivered, 1.7/s, 15 h 51 min left');
  });

  test('is not kept back by the lines of -v, of which there is one for each try', () => {
    const { reporter, err, until } = log('en', false, true);
    reporter.report({ event: 'delivery', waiting: 2_140, inDoubt: 0, target: 'sandbox' });
    reporter.report({ event: 'weather', state: 'down', since: at('01:00'), nextTry: at('01:03'), cause: 'refused' });
    for (let minute = 3; minute < 30; minute += 3) {
      until(`01:${String(minute).padStart(2, '0')}`);
      reporter.report({ event: 'request', nth: minute, to: 'submissions', cause: 'refused', ms: 3 });
      const nextTry = at(`01:${String(minute + 3).padStart(2, '0')}`);
      reporter.report({ event: 'weather', state: 'down', since: at('01:00'), nextTry, cause: 'refused' });
    }
    reporter.close();
    expect(err.lines().filter((line) => line.includes('delivered'))).toEqual([
      '2026-11-23 01:10:00 0 of 2,140 records delivered, server down since 01:00, next try 01:12',
      '2026-11-23 01:20:00 0 of 2,140 records delivered, server down since 01:00, next try 01:21',
    ]);
  });

  test('is silent before delivery and after the summary', () => {
    const { reporter, err, until } = log('en');
    until('01:30');
    reporter.report({ event: 'delivery', waiting: 1, inDoubt: 0, target: 'sandbox' });
    reporter.report(summaryOf({ accepted: 1 }));
    until('02:30');
    reporter.close();
    expect(err.lines()).toEqual(['2026-11-23 01:30:00 Sending 1 record to sandbox']);
  });

  test('stops when the reporter is closed', () => {
    const { reporter } = log('en');
    expect(vi.getTimerCount()).toBe(1);
    reporter.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('a question that settles nothing is asked again and again, and is no line', () => {
  const { err, reporter } = log('en');
  reporter.report({ event: 'doubts', asked: 80, there: 0, absent: 0, unknown: 80 });
  reporter.report({ event: 'doubts', asked: 80, there: 79, absent: 0, unknown: 1 });
  reporter.close();
  expect(err.lines()).toEqual([
    '2026-11-23 01:00:00 Asked the server about 80 records: 79 have arrived, 1 not known yet and asked about again',
  ]);
});

test('a row that waits is ready in a check, and waits after a run that has tried to send', () => {
  const row = { event: 'row', file: 'a.csv', sheet: '', line: 2, dose: 1, outcome: 'waiting', problems: [] } as const;
  const { out, reporter } = log('en', true);
  reporter.report(row);
  reporter.report({ event: 'delivery', waiting: 1, inDoubt: 0, target: 'sandbox' });
  reporter.report(row);
  reporter.close();
  expect(out.lines()).toEqual(['a.csv, row 2: ready to send', 'a.csv, row 2: waiting']);
});

describe('verbose: each request has its line, with batch, answer and time', () => {
  const seen = { event: 'request', nth: 1, to: 'submissions', id: 'b1', status: 200, ms: 1340 } as const;
  const failed = { event: 'request', nth: 1234, to: 'lookups', cause: 'timeout', ms: 60_000 } as const;

  test.each([
    [
      'en',
      'Request 1 to submissions b1: HTTP 200, 1,340 ms',
      'Request 1,234 to lookups: it does not answer, 60,000 ms',
    ],
    [
      'id',
      'Permintaan 1 ke submissions b1: HTTP 200, 1.340 ms',
      'Permintaan 1.234 ke lookups: tidak menjawab, 60.000 ms',
    ],
  ] as const)('in %s', (language, first, second) => {
    const { err, reporter } = log(language, false, true);
    reporter.report(seen);
    reporter.report(failed);
    expect(err.text).toMatch(new RegExp(`${first}\n.*${second}`));
  });

  test('and none without -v', () => {
    const { err, reporter } = log('en');
    reporter.report(seen);
    expect(err.text).toBe('');
  });
});
