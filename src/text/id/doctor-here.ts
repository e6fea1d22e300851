import type { HereParams } from '../../doctor/finding.ts';
import type { DoctorHereWords } from '../doctor-here.ts';
import { type Figures, sizeText } from '../numbers.ts';

const server = ({ host, port }: HereParams): string => (port === undefined ? `${host}` : `${host}, port ${port}`);
const AGAIN = '`vax-upload doctor`';
const AWAY =
  'Bila server itu pernah menjawab, berarti ia sedang mati: tidak ada yang perlu diperbaiki di sini, dan pengiriman menunggunya.';

export function doctorHereId({ number: n, decimal, duration }: Figures): DoctorHereWords {
  const size = (bytes: number): string => sizeText(bytes, decimal, n);
  const apart = ({ seconds = 0, side }: HereParams): string =>
    `Jam komputer ini ${duration(Number(seconds) * 1_000)} lebih ${side === 'behind' ? 'lambat' : 'cepat'} daripada jam server`;
  return {
    parts: {
      computer: () => 'Komputer ini:',
      ledger: () => 'Buku kirim:',
      files: () => 'Berkas dan folder:',
      nights: () => 'Malam hari:',
      way: (host) => `Jalan ke ${host}:`,
    },
    findings: {
      node: {
        good: ({ version }) => `Node ${version}.`,
        faults: {
          old: ({ version, oldest }) => ({
            what: `Ini Node ${version}, yang terlalu lama.`,
            tryThis: `Pasang Node ${oldest} atau yang lebih baru dari nodejs.org.`,
          }),
        },
      },
      configuration: {
        good: ({ file, target }) =>
          file === undefined
            ? `Tidak ada vax-upload.yaml yang dipakai; catatan dikirim ke ${target}.`
            : `${file} dapat dipakai; catatan dikirim ke ${target}.`,
        faults: {},
      },
      'state-folder': {
        good: ({ path, made }) =>
          made === 'no'
            ? `Folder ${path} akan dibuat oleh impor pertama.`
            : `Folder ${path} hanya bisa ditulis oleh Anda.`,
        faults: {
          owner: ({ path, owner, cure }) => ({
            what: `Folder ${path} milik pengguna lain (nomor ${owner}), yang bisa menukar buku kirim.`,
            tryThis: `Jalankan vax-upload sebagai pengguna itu, atau minta administrator mengalihkannya: \`${cure}\`.`,
          }),
          anybody: ({ path, cure }) => ({
            what: `Setiap pengguna komputer ini bisa menukar berkas di ${path}.`,
            tryThis: `Tutup: \`${cure}\`.`,
          }),
          group: ({ path, cure }) => ({
            what: `Pengguna lain dalam grup Anda bisa menukar berkas di ${path}.`,
            tryThis: `Bila tidak disengaja, tutup: \`${cure}\`.`,
          }),
        },
      },
      'disk-space': {
        good: ({ free = 0 }) => `Ruang kosong di disknya ${size(Number(free))}.`,
        faults: {
          full: ({ path, free = 0, needed = 0 }) => ({
            what: `Disk tempat ${path} hampir penuh: sisa ${size(Number(free))}, sedangkan pengiriman perlu ${size(Number(needed))}.`,
            tryThis: 'Kosongkan ruang di sana (tempat sampah, unduhan lama), atau taruh `state:` di disk lain.',
          }),
          scarce: ({ path, free = 0 }) => ({
            what: `Ruang kosong di disk tempat ${path} tinggal ${size(Number(free))}. Itu cukup untuk beberapa ratus ribu baris.`,
            tryThis: 'Kosongkan ruang di sana sebelum impor yang besar.',
          }),
          names: ({ path }) => ({
            what: `Disk tempat ${path} tidak bisa menyimpan berkas lagi (inode-nya habis).`,
            tryThis: 'Hapus berkas kecil yang tidak diperlukan di sana, atau taruh `state:` di disk lain.',
          }),
        },
      },
      disk: { good: () => 'Disk itu bisa ditulisi, menyimpan dengan pasti, dan bisa mengunci berkas.', faults: {} },
      rights: {
        good: ({ count = 0 }) => `Berkas vax-upload tidak bisa dibuka orang lain (${n(Number(count))} diperiksa).`,
        faults: {
          owner: ({ path, owner, uid, cure }) => ({
            what: `${path} milik pengguna lain (nomor ${owner}); sekarang nomor ${uid}.`,
            tryThis: `Jalankan vax-upload sebagai pengguna itu, atau minta administrator mengalihkannya: \`${cure}\`.`,
          }),
          writable: ({ path, cure }) => ({
            what: `Pengguna lain komputer ini bisa mengubah ${path}.`,
            tryThis: `Tutup: \`${cure}\`.`,
          }),
          readable: ({ path, cure }) => ({
            what: `Pengguna lain komputer ini bisa membaca ${path}. Isi buku kirim memang disandikan, tetapi tetap bukan urusan mereka.`,
            tryThis: `Tutup: \`${cure}\`.`,
          }),
        },
      },
      key: {
        good: ({ name, fits }) =>
          fits === 'absent'
            ? `Kunci buku kirim akan dibuat oleh impor pertama (${name}).`
            : fits === 'readable'
              ? `Kunci buku kirim ada (${name}).`
              : `Kuncinya ada dan membuka buku kirim (${name}).`,
        faults: {},
      },
      database: {
        good: ({ version, line }) =>
          `PostgreSQL ${version} menyimpan buku kirim; sambungannya ${line === 'socket' ? 'soket di komputer ini' : line === 'here' ? 'di dalam komputer ini' : 'terenkripsi'}.`,
        faults: {
          plain: ({ path, version }) => ({
            what: `Sambungan ke ${path} (PostgreSQL ${version}) tidak terenkripsi.`,
            tryThis:
              'Bila itu komputer lain, hapus `allowPlain` dan `sslmode` dari `state`, dan minta `ssl = on` diatur di server.',
          }),
          'read-only': ({ path }) => ({
            what: `${path} hanya dapat dibaca: server cadangan, atau dijaga (default_transaction_read_only).`,
            tryThis: 'Sebut server yang dapat ditulis di `state`, atau semuanya: postgresql://satu,dua/basisdata.',
          }),
          forgets: ({ path }) => ({
            what: `${path} tidak memaksa tulisan sampai ke disk (fsync = off): listrik padam menghilangkan baris, atau semuanya.`,
            tryThis: 'Minta `fsync = on` diatur di server sebelum ada yang diimpor.',
          }),
        },
      },
      'database-rights': {
        good: () => 'Peran kita punya hak yang diperlukan buku kirim di sana.',
        faults: {
          look: ({ path }) => ({
            what: `Peran kita boleh melihat ${path}, tetapi tidak boleh menulis: \`status\` dan \`report\` bisa, \`import\` dan \`resume\` tidak.`,
            tryThis: 'Bila perlu lebih dari itu, minta haknya; skripnya ada di docs/many-machines.md.',
          }),
        },
      },
      ledger: {
        good: ({ path, isNew }) =>
          isNew === 'yes' ? `Belum ada buku kirim di ${path}: impor pertama membuatnya.` : `${path} dapat dibuka.`,
        faults: {
          earlier: ({ path }) => ({
            what: `${path} berasal dari vax-upload versi lama. Bagian yang hanya ada di bentuk barunya belum diperiksa.`,
            tryThis:
              'Tidak perlu apa-apa: pengiriman berikutnya memperbaruinya. `vax-upload status` melakukannya sekarang juga.',
          }),
        },
      },
      'ledger-whole': {
        good: () => 'Berkas buku kirim utuh.',
        faults: {
          large: ({ path }) => ({
            what: `${path} terlalu besar untuk diperiksa sambil menunggu.`,
            tryThis: 'Tidak perlu apa-apa: setelah mati mendadak, pengiriman berikutnya memeriksanya sendiri.',
          }),
        },
      },
      'ledger-genuine': {
        good: ({ all = 0 }) => `Semua isinya yang penting ditulis oleh vax-upload (${n(Number(all))} baris diperiksa).`,
        faults: {
          large: ({ looked = 0, all = 0 }) => ({
            what: `${n(Number(looked))} dari ${n(Number(all))} barisnya diperiksa dan memang ditulis oleh vax-upload; sisanya terlalu lama.`,
            tryThis: 'Tidak perlu apa-apa: setiap baris diperiksa sebelum dipakai.',
          }),
        },
      },
      'ledger-target': { good: ({ target }) => `Buku kirim ini milik ${target}.`, faults: {} },
      'ledger-run': {
        good: ({ how }) =>
          how === 'at-work'
            ? 'Sekarang ada pengiriman yang sedang berjalan; ia tidak diganggu.'
            : 'Pengiriman terakhir selesai dengan semestinya.',
        faults: {
          killed: () => ({
            what: 'Pengiriman terakhir terputus (listrik padam, atau dihentikan paksa). Tidak ada yang hilang.',
            tryThis: 'Lanjutkan: `vax-upload resume`. Yang sedang dalam perjalanan ditanyakan dulu.',
          }),
        },
      },
      mapping: {
        good: ({ path, names = 0 }) => `Berkas pemetaan ${path} dapat dibaca (${n(Number(names))} nama).`,
        faults: {
          words: ({ path, rows = 0 }) => ({
            what: `${n(Number(rows))} baris menunggu karena vaksin, faskes, atau kategorinya tidak tercantum di ${path}.`,
            tryThis:
              'Lihat yang mana: `vax-upload rejects -o perbaikan.xlsx`. Tambahkan nama itu di berkas pemetaan, atau betulkan di lembarnya; lalu impor lembarnya lagi.',
          }),
          absent: ({ rows = 0 }) => ({
            what: `${n(Number(rows))} baris menunggu karena vaksin, faskes, atau kategorinya tidak dikenal, dan belum ada berkas pemetaan.`,
            tryThis:
              'Lihat yang mana: `vax-upload rejects -o perbaikan.xlsx`. Tulis nama itu di mapping.yaml, tambahkan `mapping: ./mapping.yaml` di bawah `reading:` di vax-upload.yaml, lalu impor lembarnya lagi.',
          }),
        },
      },
      columns: {
        good: ({ forms = 0 }) => `Arti judul kolom yang pernah dikonfirmasi dapat dibaca (${n(Number(forms))}).`,
        faults: {},
      },
      folder: {
        good: ({ path }) => `Folder ${path} ada, bisa dibaca dan ditulisi.`,
        faults: {
          absent: ({ path, key, cure }) => ({
            what: `Folder ${path} (\`${key}\`) tidak ada.`,
            tryThis: `Buat: \`${cure}\`; atau sambungkan drive tempatnya.`,
          }),
          file: ({ path, key }) => ({
            what: `${path} (\`${key}\`) adalah berkas, bukan folder.`,
            tryThis: `Tulis alamat sebuah folder sebagai \`${key}\` di vax-upload.yaml.`,
          }),
          forbidden: ({ path, key, code, cure }) => ({
            what: `Folder ${path} (\`${key}\`) tidak bisa Anda baca dan tulisi (${code}).`,
            tryThis: `Bila folder itu milik Anda: \`${cure}\`. Bila bukan, tanyakan kepada pemiliknya.`,
          }),
        },
      },
      schedule: {
        good: ({ kind }) =>
          kind === undefined
            ? 'Belum ada pengiriman yang berjalan sendiri tiap malam; `vax-upload schedule --install` memasangnya.'
            : `Pengiriman berjalan sendiri tiap malam (${kind}).`,
        faults: {
          other: ({ kind }) => ({
            what: `Jadwal malam yang terpasang (${kind}) berbeda dengan pengaturan sekarang.`,
            tryThis: 'Pasang lagi: `vax-upload schedule --install`.',
          }),
        },
      },
      telling: {
        good: ({ ways }) =>
          `Sesudah setiap pengiriman ada yang diberi kabar: ${ways} (\`vax-upload notify\` mencobanya).`,
        faults: {},
      },
      proxy: {
        good: ({ proxy }) => `Proksi ${proxy} meloloskan kita.`,
        faults: {
          name: ({ proxy }) => ({
            what: `Nama proksi ${proxy} tidak ditemukan.`,
            tryThis: 'Periksa `target.proxy` di vax-upload.yaml, atau HTTPS_PROXY. `proxy: none` berarti tanpa proksi.',
          }),
          refused: ({ proxy }) => ({
            what: `Tidak ada yang menerima sambungan di proksi ${proxy}.`,
            tryThis:
              'Periksa `target.proxy` di vax-upload.yaml, atau HTTPS_PROXY: nama dan port. `proxy: none` berarti tanpa proksi.',
          }),
          timeout: ({ proxy }) => ({
            what: `Proksi ${proxy} tidak menjawab.`,
            tryThis:
              'Tanyakan kepada pengelola jaringan; atau tanpa proksi: `proxy: none` di bawah `target` di vax-upload.yaml.',
          }),
          login: ({ proxy }) => ({
            what: `Proksi ${proxy} meminta nama pengguna dan kata sandi.`,
            tryThis: 'Tulis di HTTPS_PROXY: `http://NAMA:SANDI@HOST:PORT`; atau minta server ini diloloskan tanpa itu.',
          }),
          denied: ({ proxy, host, status }) => ({
            what: `Proksi ${proxy} tidak menyambungkan ke ${host}${Number(status) > 0 ? ` (HTTP ${status})` : ''}.`,
            tryThis:
              'Mungkin server ini dilarang, atau sedang tidak terjangkau dari sana: minta pengelola jaringan meloloskannya.',
          }),
        },
      },
      name: {
        good: ({ host, address }) => `Nama ${host} dikenal (${address}).`,
        faults: {
          unknown: ({ host }) => ({
            what: `Nama ${host} tidak dikenal di mana pun.`,
            tryThis: 'Cari salah ketik di `target.url`; di dalam kantor, tanyakan apakah perlu DNS milik kantor.',
          }),
          away: ({ host }) => ({
            what: `Nama ${host} tidak bisa dicari: DNS tidak menjawab. Yang mati jaringannya, bukan servernya.`,
            tryThis: `Sambungkan kabel atau modemnya; lalu ${AGAIN} lagi.`,
          }),
        },
      },
      connection: {
        good: () => 'Server menerima sambungan.',
        faults: {
          refused: (p) => ({
            what: `Server sedang tidak menerima sambungan (${server(p)}).`,
            tryThis: `${AWAY} Bila belum pernah, periksa port di \`target.url\`.`,
          }),
          timeout: (p) => ({
            what: `Server sedang tidak menjawab (${server(p)}).`,
            tryThis: `${AWAY} Bila belum pernah, periksa \`target.url\`, dan tanyakan apakah ada firewall di antaranya.`,
          }),
          unreachable: (p) => ({
            what: `Server sedang tidak terjangkau (${server(p)}): jaringannya tidak sampai ke sana.`,
            tryThis: `Coba buka halaman internet lain di komputer ini. Bila bisa, servernya sedang mati, atau \`target.url\` salah; lalu ${AGAIN} lagi.`,
          }),
          away: (p) => ({
            what: `Server sedang mati (${server(p)}); sebelumnya ia pernah menerima catatan.`,
            tryThis: 'Tidak ada yang perlu diperbaiki di sini: pengiriman menunggunya dan berlanjut sendiri.',
          }),
        },
      },
      certificate: {
        good: ({ until, days = 0 }) =>
          until === undefined
            ? 'Sertifikatnya dipercaya.'
            : `Sertifikatnya dipercaya, sampai ${until} (${n(Number(days))} hari lagi).`,
        faults: {
          soon: ({ until, days = 0 }) => ({
            what: `Sertifikatnya berakhir pada ${until}, ${n(Number(days))} hari lagi.`,
            tryThis: 'Ingatkan pengelola server: sejak hari itu tidak ada yang dikirim ke sana.',
          }),
          over: ({ until }) => ({
            what: `Sertifikatnya sudah habis masa berlakunya${until === undefined ? '' : ` (${until})`}.`,
            tryThis:
              'Minta pengelola server memperbaruinya. Bila hari itu sebenarnya belum tiba, betulkan jam komputer ini.',
          }),
          early: ({ from }) => ({
            what: `Sertifikatnya belum berlaku sebelum ${from ?? 'suatu hari nanti'}.`,
            tryThis: 'Betulkan jam komputer ini; bila jamnya sudah betul, tanyakan kepada pengelola server.',
          }),
          authority: ({ issuer }) => ({
            what: `Sertifikatnya tidak dijamin oleh siapa pun yang dipercaya komputer ini${issuer === undefined ? '' : `: penerbitnya "${issuer}"`}.`,
            tryThis:
              'Bila itu penerbit milik kantor atau kementerian, minta sertifikatnya (PEM) dan tulis berkasnya sebagai `caFile` di bawah `target` di vax-upload.yaml. Bila bukan, mungkin ada yang menyadap: tanyakan kepada pengelola jaringan.',
          }),
          'other-name': ({ host, names }) => ({
            what: `Sertifikatnya untuk nama lain, bukan ${host}${names === undefined ? '' : `: ${names}`}.`,
            tryThis:
              'Pakai nama yang ada di sertifikat itu di `target.url`, atau minta pengelola server menambahkan nama ini.',
          }),
          'not-tls': ({ host }) => ({
            what: `Yang menjawab di ${host} tidak memakai TLS (https).`,
            tryThis: 'Periksa port di `target.url`. Alamat yang diawali http:// hanya untuk jaringan yang memang aman.',
          }),
          own: () => ({
            what: 'Server menanyakan siapa kita, dan tidak menerima sertifikat kita (atau kita tidak menunjukkannya).',
            tryThis:
              'Minta sertifikat untuk kita, lalu tulis berkasnya dan kuncinya sebagai `certFile` dan `keyFile` di bawah `target` di vax-upload.yaml.',
          }),
          other: ({ code }) => ({
            what: `Sambungan aman tidak terjadi (${code}).`,
            tryThis:
              'Tanyakan kepada pengelola server apakah ia memakai TLS 1.2 atau 1.3, dan kepada pengelola jaringan apakah ada yang membongkarnya di tengah jalan.',
          }),
        },
      },
      'own-certificate': {
        good: ({ until }) => `Sertifikat kita sendiri berlaku sampai ${until}.`,
        faults: {
          soon: ({ until, days = 0 }) => ({
            what: `Sertifikat kita sendiri berakhir pada ${until}, ${n(Number(days))} hari lagi.`,
            tryThis: 'Minta yang baru sekarang, dan taruh di tempat yang ditunjuk `certFile` dan `keyFile`.',
          }),
        },
      },
      clock: {
        good: () => 'Jamnya cocok dengan jam kita.',
        faults: {
          apart: (p) => ({
            what: `${apart(p)}.`,
            tryThis:
              'Setel dari jaringan: `timedatectl set-ntp true` (Windows: Pengaturan, Waktu). Sebelum itu token dan tanda tangan bisa ditolak.',
          }),
          far: (p) => ({
            what: `${apart(p)}. Tanggal vaksinasi akan dinilai dengan "hari ini" yang salah.`,
            tryThis:
              'Setel dari jaringan: `timedatectl set-ntp true` (Windows: Pengaturan, Waktu). Bila jam ini sudah betul, beri tahu pengelola server.',
          }),
        },
      },
      credentials: {
        good: ({ key }) => `Token atau kata sandi kita ada, dan tidak bisa dibaca orang lain (${key}).`,
        faults: {},
      },
    },
  };
}
