/** What the page says, in both languages. */

const ID = {
  title: 'Server latihan vax-upload',
  lead: 'Server ini sengaja sering mati, seperti server di Kendal pada Oktober 2021. Yang dikirim ke sini tidak pernah sampai ke server sungguhan.',
  other: 'English',
  otherTag: 'en',
  state: { up: 'Server hidup', 'brown-out': 'Server tersendat', down: 'Server mati', away: 'Server latihan ditutup' },
  explain: {
    up: 'Semua permintaan dijawab.',
    'brown-out': 'Lambat, dan empat dari sepuluh permintaan gagal.',
    away: 'Halaman ini menyambung lagi sendiri kalau server dijalankan.',
    refused: 'Menolak sambungan: tidak ada yang terkirim.',
    reset: 'Memutus sambungan di tengah jawaban.',
    unavailable: 'Menjawab 503 dengan Retry-After.',
    'bad-gateway': 'Menjawab 502 dengan halaman HTML.',
    hang: 'Diam sampai gangguan selesai.',
    'commit-then-reset': 'Menyimpan semuanya, lalu jawabannya hilang.',
    maintenance: 'Menjawab 200 dengan halaman pemeliharaan.',
  },
  modes: {
    refused: 'menolak',
    reset: 'terputus di tengah',
    unavailable: '503',
    'bad-gateway': '502',
    hang: 'diam',
    'commit-then-reset': 'jawaban hilang',
    maintenance: '200 tapi HTML',
  },
  changes: { up: 'tersendat', 'brown-out': 'mati', down: 'hidup lagi' },
  soon: '{change} dalam {time}',
  time: { h: 'j', m: 'mnt', s: 'dtk' },
  stored: 'catatan tersimpan',
  doubled: 'tersimpan ganda',
  doubledGood: 'tidak ada yang ganda',
  doubledBad: 'janji dilanggar',
  refusedRecords: 'catatan ditolak',
  lost: 'jawaban hilang',
  failed: 'permintaan gagal',
  ofRequests: 'dari {n} permintaan',
  storedNote: '{n} dalam sesi ini',
  refusedNote: 'dengan alasannya',
  lostNote: 'klien belum tahu',
  chart: 'Catatan yang tiba per detik',
  ranges: ['1 menit', '10 menit', '1 jam'],
  now: 'sekarang',
  waiting: 'Menunggu kiriman pertama',
  legend: {
    accepted: 'tersimpan',
    alreadyThere: 'sudah ada',
    refused: 'ditolak',
    failed: 'permintaan gagal',
    lost: 'jawaban hilang',
  },
  weather: { up: 'hidup', 'brown-out': 'tersendat', down: 'mati' },
  how: 'Coba sendiri',
  howLead: 'Pakai data rekaan saja. Jalankan di komputer ini:',
  sendNote: 'mengirim sebuah berkas ke server ini',
  effectsNote: 'semua yang benar-benar tersimpan, dan berapa kali',
  copy: 'Salin',
  copied: 'Tersalin',
  file: 'berkas.xlsx',
  preset: 'Cuaca {preset}, {scale}',
  real: 'waktu sebenarnya',
  faster: '{n}× lebih cepat',
  noScript: 'Halaman ini membutuhkan JavaScript. Angka-angkanya juga ada di /admin/effects dan /admin/weather.',
};

export type PageWords = typeof ID;

const EN: PageWords = {
  title: 'vax-upload training server',
  lead: 'This server dies often, on purpose, as the one in Kendal did in October 2021. Nothing sent here ever reaches a real registry.',
  other: 'Bahasa Indonesia',
  otherTag: 'id',
  state: {
    up: 'Server is up',
    'brown-out': 'Server is failing',
    down: 'Server is down',
    away: 'Training server is closed',
  },
  explain: {
    up: 'Every request is answered.',
    'brown-out': 'Slow, and four requests in ten fail.',
    away: 'This page reconnects by itself once the server is started.',
    refused: 'Refuses connections: nothing is sent at all.',
    reset: 'Breaks off in the middle of the answer.',
    unavailable: 'Answers 503 with Retry-After.',
    'bad-gateway': 'Answers 502 with an HTML page.',
    hang: 'Keeps silent until the outage is over.',
    'commit-then-reset': 'Stores everything, then loses the answer.',
    maintenance: 'Answers 200 with a maintenance page.',
  },
  modes: {
    refused: 'refused',
    reset: 'breaks off',
    unavailable: '503',
    'bad-gateway': '502',
    hang: 'silent',
    'commit-then-reset': 'answers lost',
    maintenance: '200 but HTML',
  },
  changes: { up: 'failing', 'brown-out': 'down', down: 'back' },
  soon: '{change} in {time}',
  time: { h: 'h', m: 'min', s: 's' },
  stored: 'records stored',
  doubled: 'stored twice',
  doubledGood: 'nothing doubled',
  doubledBad: 'promise broken',
  refusedRecords: 'records refused',
  lost: 'answers lost',
  failed: 'requests failed',
  ofRequests: 'of {n} requests',
  storedNote: '{n} in this session',
  refusedNote: 'with the reasons',
  lostNote: 'the client is in doubt',
  chart: 'Records arriving per second',
  ranges: ['1 minute', '10 minutes', '1 hour'],
  now: 'now',
  waiting: 'Waiting for the first batch',
  legend: {
    accepted: 'stored',
    alreadyThere: 'already there',
    refused: 'refused',
    failed: 'request failed',
    lost: 'answer lost',
  },
  weather: { up: 'up', 'brown-out': 'failing', down: 'down' },
  how: 'Try it',
  howLead: 'Use invented data only. On this computer, run:',
  sendNote: 'sends a file to this server',
  effectsNote: 'everything that was really stored, and how often',
  copy: 'Copy',
  copied: 'Copied',
  file: 'file.xlsx',
  preset: '{preset} weather, {scale}',
  real: 'in real time',
  faster: '{n}× faster',
  noScript: 'This page needs JavaScript. Its numbers are also at /admin/effects and /admin/weather.',
};

/**
 * The words for whoever asks in these languages: a tag (`en`) or an `Accept-Language` header; Indonesian unless English
 * is wanted more.
 */
export function pageWords(wanted = ''): { readonly lang: 'id' | 'en'; readonly words: PageWords } {
  const weights = wanted.split(',').map((range) => {
    const [tag = '', ...params] = range.trim().toLowerCase().split(';');
    const q = params.map((param) => param.trim()).find((param) => param.startsWith('q='));
    return { lang: /^[a-z]{2}/.exec(tag)?.[0], q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
  });
  const weightOf = (lang: string) => Math.max(0, ...weights.filter((weight) => weight.lang === lang).map(({ q }) => q));
  return weightOf('en') > weightOf('id') ? { lang: 'en', words: EN } : { lang: 'id', words: ID };
}
