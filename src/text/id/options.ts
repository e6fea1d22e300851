import type { ConfigFileTexts } from '../options.ts';

export const optionsId = {
  title: [
    'Pengaturan vax-upload. Semua pilihan tercantum di sini dengan nilai bawaannya, di belakang tanda "#":',
    'hapus "#" untuk memakainya. Lama waktu ditulis 250ms, 1s, 5m, atau 8h; alamat berkas yang relatif dihitung dari folder berkas ini.',
    'Kata sandi dan token tidak pernah ditulis di sini, hanya tempat penyimpanannya.',
  ],
  values: 'Pilihan',
  example: 'misalnya',
  meanings: {
    target: 'Server yang menerima catatan. Tanpa ini hanya `--to sandbox` yang bisa dipakai.',
    'target.type':
      'Cara berbicara dengan server. json adalah API kita sendiri (docs/intake-api.yaml), atau API JSON lain yang diuraikan dalam sebuah berkas (docs/targets/json.md); fhir adalah server FHIR R4 (docs/targets/fhir.md); dhis2 adalah tracker DHIS2 (docs/targets/dhis2.md); satusehat adalah registri nasional Indonesia (docs/targets/satusehat.md); province basis data provinsi, yang mengirimkannya (docs/many-machines.md); files menulis berkas untuk diunggah dengan tangan (docs/targets/files.md).',
    'target.url': 'Alamatnya.',
    'target.allowHttp':
      'Kirim tanpa enkripsi (http://) ke komputer lain. Hanya bila jaringannya sendiri aman: kabel milik sendiri, atau VPN.',
    'target.caFile': 'Sertifikat (PEM) otoritas yang dipercaya selain yang dikenal Node dan komputer ini.',
    'target.certFile':
      'Sertifikat milik kita (PEM), untuk server yang memintanya (mutual TLS); server pemberi token ditunjukkan yang sama.',
    'target.keyFile': 'Kunci pribadi sertifikat itu (PEM, tanpa frasa sandi; hanya Anda yang boleh membacanya).',
    'target.proxy':
      'Proksi menuju server, atau none; tanpa ini berlaku HTTPS_PROXY, HTTP_PROXY, dan NO_PROXY dari lingkungan.',
    'target.passwordFile':
      'Untuk jenis province: berkas yang hanya berisi kata sandi peran itu; tanpa ini ~/.pgpass dan PGPASSWORD.',
    'target.allowPlain':
      'Untuk jenis province: sambung tanpa enkripsi ke komputer lain. Hanya bila jalurnya sendiri aman.',
    'target.publicKey':
      'Untuk jenis province: kuncinya, seperti diberikan orang provinsi (`vax-upload push --show-key` mencetaknya di sana).',
    'target.district':
      'Untuk jenis province: nama kabupaten ini di sana; tanpa ini sama dengan perannya di basis data.',
    'target.auth': 'Cara masuk ke server.',
    'target.auth.type':
      'bearer memerlukan token; apitoken memerlukan token DHIS2 (d2pat_…); basic memerlukan nama pengguna dan kata sandi; oauth2 (client credentials) memerlukan client id dan rahasianya; smart (SMART Backend Services) memerlukan client id dan kunci pribadi.',
    'target.auth.tokenFile': 'Berkas yang hanya berisi token (hanya Anda yang boleh membacanya: chmod 600).',
    'target.auth.tokenCommand': 'Pengganti berkas: perintah yang mencetak token.',
    'target.auth.username': 'Nama pengguna, untuk basic.',
    'target.auth.passwordFile': 'Berkas yang hanya berisi kata sandi.',
    'target.auth.passwordCommand': 'Pengganti berkas: perintah yang mencetak kata sandi.',
    'target.auth.tokenUrl': 'Alamat tempat token diminta, untuk oauth2 dan smart.',
    'target.auth.clientId': 'Client id, untuk oauth2 dan smart.',
    'target.auth.clientSecretFile': 'Berkas yang hanya berisi client secret.',
    'target.auth.clientSecretCommand': 'Pengganti berkas: perintah yang mencetak client secret.',
    'target.auth.privateKeyFile':
      'Berkas berisi kunci pribadi untuk smart: PEM atau JWK, RSA 2048 bit atau lebih, atau EC pada P-384 (chmod 600).',
    'target.auth.privateKeyCommand': 'Pengganti berkas: perintah yang mencetak kunci pribadi.',
    'target.auth.keyId': 'Dengan apa server mengenal kunci itu (kid). JWK sudah membawanya.',
    'target.auth.scope': 'Untuk apa token itu diminta, bila server identitas menanyakannya.',
    'target.auth.clientIn':
      'Di mana client id dan rahasianya dikirim: header (kepala permintaan) atau body (isian formulir).',
    'target.auth.grantTypeIn':
      'Di mana grant_type dikirim: body (isian formulir) atau query (di alamat, seperti SATUSEHAT).',
    'target.files':
      'Kiriman sebagai berkas di sebuah folder, untuk server yang hanya menerima unggahan (docs/targets/files.md).',
    'target.files.folder': 'Foldernya, yang harus sudah ada: di komputer ini, di drive bersama, atau di flashdisk.',
    'target.files.format': 'Bentuk berkasnya; fhir berarti Bundle FHIR R4, satu per baris.',
    'target.files.archive': 'Setiap berkas di dalam ZIP tersendiri.',
    'target.files.template': 'Kolom dan kata-kata server, untuk csv dan xlsx, dan kata-kata dalam jawabannya.',
    'target.idempotencyHeader':
      'Bentuk nomor kiriman yang diminta server; dari nomor itu server mengenali kiriman yang sudah diterimanya.',
    'target.idempotencyHeader.name': 'Nama header-nya.',
    'target.idempotencyHeader.quoted': 'Memakai tanda kutip ganda (RFC 8941) atau tidak.',
    'target.dhis2': 'Untuk jenis dhis2: program-nya, dan sebutan server untuk kolom, vaksin, dan tempat kita.',
    'target.dhis2.program': 'Program-nya, dengan UID, kode, atau nama.',
    'target.dhis2.stage': 'Tahap (program stage) untuk dosis; hanya perlu bila ada beberapa.',
    'target.dhis2.attributes': 'Atribut orang untuk tiap kolom, dengan UID, kode, atau nama.',
    'target.dhis2.dataElements': 'Elemen data dosis untuk tiap kolom.',
    'target.dhis2.constants': 'Atribut atau elemen data yang nilainya sama untuk semua.',
    'target.dhis2.options':
      'Sebutan di server untuk kata kita, per kolom. Tidak perlu bila kode atau nama pilihannya sama.',
    'target.dhis2.orgUnit':
      'Unit untuk catatan tanpa tempat. Tempat dicari dengan UID, kode, atau nama di antara unit program; berkas pemetaan menyebut namanya di lembar.',
    'target.dhis2.unknownSite':
      'Catatan yang tempatnya bukan unit program: ditolak (refuse), atau dicatat di `orgUnit` (default).',
    'target.dhis2.lookUp':
      'Tanya dulu siapa yang sudah ada sebelum setiap kiriman (always), atau hanya bila server keberatan (conflicts).',
    'target.dhis2.eventStatus': 'Status event dosis.',
    'target.dhis2.importStrategy':
      'create tidak pernah mengubah yang sudah ada; create-and-update menimpanya dengan dosis yang diperbaiki, juga yang sudah diubah orang di sana.',
    'target.dhis2.instance': 'Kata yang ikut dalam setiap UID. Jangan diubah: semua dosis akan tersimpan dua kali.',
    'target.json': 'Untuk jenis json, bila server memakai API lain: server seperti diuraikan dalam sebuah berkas.',
    'target.json.description':
      'Berkas yang menguraikan cara berbicara dengan server (contoh yang dapat disalin ada di docs/targets/json.md).',
    'target.json.values': 'Isian yang berbeda di tiap tempat, menurut namanya di uraian.',
    'target.json.secrets':
      'Tempat rahasia yang disebut di uraian: masing-masing berkas yang hanya berisi rahasia itu, atau perintah yang mencetaknya.',
    'target.maxBatch': 'Jumlah catatan terbanyak yang diterima server dalam satu permintaan, atau dalam satu berkas.',
    'target.fhir': 'Cara menulis ke server FHIR R4 (docs/targets/fhir.md).',
    'target.fhir.bundle':
      'Tiap orang beserta dosisnya dalam satu transaction; atau, bila server tidak punya transaction, orangnya dahulu lalu dosisnya dalam dua batch.',
    'target.fhir.mode':
      'create membiarkan yang sudah ada di server; update menimpa dosis yang sudah ada, untuk baris yang diperbaiki.',
    'target.fhir.personsPerBundle':
      'Jumlah orang dalam satu bundle. Tanpa ini satu orang per transaction, atau sampai 50 setelah `vax-upload doctor` membuktikan bahwa server mengenali catatan yang sudah ada.',
    'target.fhir.patientSystem': 'Sistem identifier yang dipakai server untuk orang dengan NIK.',
    'target.fhir.passportSystem':
      'Sama, untuk paspor. `{country}` di dalamnya diganti kode negara; tanpa itu kode negara berdiri di depan nomornya.',
    'target.fhir.kitasSystem': 'Sama, untuk izin tinggal (KITAS, KITAP).',
    'target.fhir.codeSystems':
      'Alamat sistem kode menurut kata di berkas pemetaan Anda; cvx, atc, snomed, dan kfa sudah dikenal.',
    'target.fhir.targetDiseases': 'Penyakit yang dicegah oleh suatu program, atau serinya; COVID-19 sudah dikenal.',
    'target.fhir.locations':
      'Referensi server untuk tempat, menurut nama di lembar; tempat lain dikirim dengan namanya.',
    'target.fhir.primarySource': 'Apakah lembar berasal dari yang memberikan dosisnya.',
    'target.fhir.extra':
      'Elemen tambahan untuk Patient atau Immunization, sesuai permintaan server; `{date}`, `{lot}`, `{name}` … adalah nilai dari barisnya.',
    'target.satusehat':
      'Untuk jenis satusehat: yang perlu diketahui tentang organisasi Anda (docs/targets/satusehat.md).',
    'target.satusehat.organization': 'Nomor organisasi pemilik client id.',
    'target.satusehat.location': 'Id tempat dosis diberikan.',
    'target.satusehat.practitioner':
      'Nomor (IHS) tenaga kesehatan yang bertanggung jawab bila NIK vaksinator tidak ada di lembar.',
    'target.satusehat.compareNames':
      'Minta diperiksa bila nama di registri untuk sebuah NIK berbeda dengan nama di baris: satu angka yang salah sering merupakan NIK orang lain.',
    'target.satusehat.primarySource':
      'Lembar berasal dari pemberi dosis; setiap dosis perlu nomor batch dan tanggal kedaluwarsa. false: dosis yang hanya dilaporkan (riwayat).',
    'target.satusehat.reportOrigin': 'Untuk dosis yang hanya dilaporkan: dari siapa (immunization-origin).',
    'target.satusehat.performerFunction':
      'Peran tenaga kesehatan. Tanpa ini AP (memberi dosis) atau, untuk dosis yang hanya dilaporkan, EP (memasukkan data).',
    'target.satusehat.reason': 'Alasan dosis diberikan (immunization-reason). Untuk COVID-19 sudah tersedia.',
    'target.satusehat.timing': 'Untuk imunisasi rutin: kapan (immunization-routine-timing).',
    'target.satusehat.diagnosis': 'Alasan orang datang, dalam ICD-10. Untuk COVID-19 sudah tersedia.',
    'target.satusehat.route': 'Cara dosis diberikan. Untuk COVID-19 sudah tersedia.',
    'target.satusehat.doseMl': 'Banyaknya yang diberikan, dalam mL. Tanpa ini tidak disebutkan.',
    'target.satusehat.lag':
      'Berapa lama pencarian server bisa belum menunjukkan yang sudah ada. Kunjungan yang lebih baru ditanyakan lagi sebelum dosisnya dikirim sendiri.',
    targets:
      'Server lain dengan nama, masing-masing ditulis seperti `target`, untuk `--to NAMA`. Masing-masing punya buku kirim sendiri.',
    to: 'Server yang dituju bila perintah tidak memakai `--to`.',
    delivery: 'Cara catatan dikirim.',
    'delivery.batchSize':
      'Jumlah catatan dalam satu permintaan. Sesudah server mati, mulai lebih kecil dengan sendirinya.',
    'delivery.concurrency': 'Jumlah permintaan pada saat yang sama.',
    'delivery.timeout': 'Waktu terlama untuk satu permintaan.',
    'delivery.retry': 'Berapa lama menunggu selama server mati.',
    'delivery.retry.first':
      'Waktu tunggu pertama sesudah gagal. Berlipat dua setiap kali gagal lagi, dengan selisih acak.',
    'delivery.retry.cap': 'Waktu tunggu yang terlama.',
    'delivery.retry.probe': 'Seberapa sering server yang lama mati ditanya apakah sudah kembali.',
    'delivery.lookBack':
      'Sesudah server mati, yang diterimanya sesaat sebelumnya ditanyakan lagi: server yang mati dapat lupa. 0s: server dipercaya.',
    'delivery.doubtWait': 'Berapa lama sesudah jawaban hilang server pertama kali ditanya tentang kiriman itu.',
    'delivery.keyLife':
      'Berapa lama server mengingat nomor kiriman. Kiriman yang lebih lama tidak pernah dikirim ulang tanpa bertanya.',
    'delivery.patience': 'Gangguan terlama yang ditunggu (sesudahnya kode keluar 5).',
    'delivery.turnedAway':
      'Berapa lama server yang pernah menerima data boleh menolak kita (401, 403, 404 …) sebelum itu dianggap pasti (sesudahnya kode keluar 7).',
    'delivery.startJitter':
      'Tanpa terminal (cron): menunggu acak paling lama selama ini sebelum permintaan pertama, agar banyak komputer tidak mulai pada detik yang sama.',
    'delivery.window': 'Kapan berhenti untuk hari ini (kode keluar 10). Perintah berikutnya melanjutkan.',
    'delivery.window.until': 'Pada jam ini.',
    'delivery.window.maxDuration': 'Sesudah waktu ini.',
    inbox: 'Folder masuk: di sini petugas menaruh lembar. `vax-upload import` tanpa nama berkas mengambilnya.',
    'inbox.folder': 'Letaknya. Folder yang langsung di dalamnya ikut dibuka: satu untuk setiap fasilitas.',
    'inbox.sort':
      'Pindahkan lembar: yang selesai, dan yang perlu diperbaiki bersama lembar perbaikannya. Yang masih menunggu server tetap di tempatnya.',
    'inbox.done': 'Nama folder untuk yang selesai, di dalam folder tempat lembar itu ditaruh.',
    'inbox.toCorrect': 'Begitu juga untuk yang perlu diperbaiki.',
    state:
      'Buku kirim: apa yang dibaca, apa yang dikirim, apa jawaban server. Boleh langsung diikuti satu letak atau alamat, tanpa yang di bawahnya: `state: postgresql://peran@host/basisdata`.',
    'state.path': 'Berkasnya.',
    'state.type': 'Basis data yang dipakai bersama banyak komputer, sebagai ganti berkas (docs/many-machines.md).',
    'state.url':
      'Letak basis data: seperti untuk psql, tetapi tanpa kata sandi. Yang tidak disebut diambil dari PGHOST, PGUSER, dan sejenisnya.',
    'state.passwordFile':
      'Berkas berisi kata sandi peran itu. Tanpa ini, dan tanpa passwordCommand, dipakai PGPASSWORD dan ~/.pgpass.',
    'state.passwordCommand': 'Perintah yang mencetak kata sandinya, sebagai ganti berkas.',
    'state.caFile': 'Sertifikat (PEM) yang juga dipercaya, selain yang umum dikenal.',
    'state.allowPlain':
      'Sambung ke komputer lain tanpa TLS, atau tanpa tahu siapa yang menjawab. Hanya bila jaringannya sendiri aman: kabel milik sendiri, atau VPN.',
    language: 'Bahasa pesan dan lembar perbaikan. Tanpa ini, bahasa komputer.',
    privacy: 'Perlindungan data pribadi di komputer ini.',
    'privacy.keyFile':
      'Kunci penyegel buku kirim. Dibuat saat pertama dipakai. Tanpa kunci ini buku kirim tidak terbaca: simpan salinannya, tetapi jangan di samping buku kirim.',
    'privacy.keyCommand':
      'Perintah yang mencetak kuncinya (32 bita sebagai 64 angka heksadesimal atau base64), misalnya dari pengelola kata sandi.',
    'privacy.passphraseFile':
      'Frasa sandi sebagai ganti kunci; bisa juga dari variabel VAX_UPLOAD_PASSPHRASE. `vax-upload rekey` mengubah buku kirim yang sudah ada.',
    'privacy.keep':
      'Berapa lama setelah jawaban server sidik nama, tanggal lahir dan isi disimpan. Sesudah itu hanya tersisa dosis siapa, agar tidak terkirim dua kali; `purge` menghapus itu juga.',
    'privacy.purgeAfter':
      'Berapa lama setelah jawaban server setiap kali jalan melupakan catatan dengan sendirinya, sampai sidik terakhir, seperti `purge --older-than`. Tanpa ini tidak ada yang dilupakan begitu. Berkas yang diimpor lagi sesudah itu dikirim lagi, dengan kunci yang sama.',
    reading: 'Cara lembar kerja dibaca.',
    'reading.programme': 'Program vaksinasi. Ini ikut menentukan catatan mana yang sama.',
    'reading.timeZone': 'Zona waktu lembar: untuk menentukan "hari ini" dan hari dari sebuah waktu.',
    'reading.emptyNik': 'Baris tanpa NIK dianggap apa: error (salah), atau hold (ditahan untuk diputuskan).',
    'reading.lenientNik': 'Terima NIK yang memuat tanggal mustahil, dengan peringatan.',
    'reading.fixDates': 'Tukar hari dan bulan bila NIK membuktikan keduanya tertukar.',
    'reading.skipHidden': 'Lewati baris tersembunyi.',
    'reading.mapping':
      'Berkas pemetaan: arti nama vaksin, faskes, dan kategori yang ditulis di lembar. `init` sudah menulis satu di sebelah berkas ini.',
    'reading.columns':
      'Arti judul kolom yang pernah dikonfirmasi. Ditulis oleh program; `vax-upload mappings` menampilkan dan melupakannya.',
    schedule: 'Kapan pengiriman malam dimulai oleh `vax-upload schedule --install`.',
    'schedule.at': 'Jam mulai.',
    'schedule.timeZone': 'Zona waktu jam itu. Tanpa ini, zona waktu di `reading`.',
    'schedule.spread':
      'Tiap komputer mulai pada saat acak dalam waktu sekian, supaya ratusan komputer tidak mengetuk pada detik yang sama.',
    log: 'Catatan kerja tiap kali program dijalankan: satu berkas di `logs/` di samping buku kirim, tanpa data pribadi (docs/nights.md).',
    'log.keep': 'Berapa lama disimpan.',
    'log.runs': 'Sebanyak ini yang disimpan; 0: tidak ditulis sama sekali.',
    'log.megabytes': 'Ukuran semuanya paling besar sekian megabita.',
    notify:
      'Siapa yang diberi kabar tentang setiap pengiriman (docs/notify.md). Kabar tidak pernah mengubah kode keluar; `vax-upload notify` mencobanya.',
    'notify.on':
      'Kapan perintah, webhook, dan email memberi kabar: selalu (always); hanya bila ada yang dibaca, terkirim, atau bermasalah (news); hanya bila ada yang harus bertindak (problems). Ping selalu dikirim.',
    'notify.name': 'Nama komputer ini di dalam kabar. Tanpa ini, namanya di jaringan.',
    'notify.timeout': 'Waktu terlama untuk masing-masing.',
    'notify.fileNames': 'Sebut juga nama berkas. Nama berkas bisa memuat nama orang.',
    'notify.ping': 'Penjaga seperti healthchecks.io, yang memanggil orang bila tidak ada ping.',
    'notify.ping.url': 'Alamat pemeriksaannya. Alamat ini rahasia: tidak ditampilkan di mana pun.',
    'notify.ping.urlFile': 'Sebagai gantinya: berkas yang isinya hanya alamat itu (chmod 600).',
    'notify.ping.allowHttp': 'Lewat http:// biasa ke komputer lain, bila jalurnya sendiri aman.',
    'notify.ping.caFile': 'Sertifikat (PEM) otoritas yang dipercaya selain yang dikenal Node dan komputer ini.',
    'notify.ping.proxy':
      'Proksi di jalan, atau none; tanpa ini berlaku HTTPS_PROXY, HTTP_PROXY, dan NO_PROXY dari lingkungan.',
    'notify.ping.success':
      'Kode keluar yang dikabarkan sebagai 0: tidak perlu membangunkan siapa pun. Server yang tidak menjawab (5) dan malam yang terlalu singkat (10) berlanjut sendiri.',
    'notify.ping.log': 'Kode keluar yang hanya dicatat. Yang lain dikabarkan apa adanya: kegagalan.',
    'notify.command':
      'Perintah, dijalankan di shell: angka-angka ada di variabel VAX_RUN_… dan sebagai JSON di masukannya; yang dicetaknya dibuang.',
    'notify.webhook': 'Program Anda sendiri, atau ruang obrolan, yang menerima angka-angka sebagai JSON.',
    'notify.webhook.url': 'Alamatnya. Alamat ini rahasia: tidak ditampilkan di mana pun.',
    'notify.webhook.urlFile': 'Sebagai gantinya: berkas yang isinya hanya alamat itu (chmod 600).',
    'notify.webhook.allowHttp': 'Lewat http:// biasa ke komputer lain, bila jalurnya sendiri aman.',
    'notify.webhook.caFile': 'Sertifikat (PEM) otoritas yang dipercaya selain yang dikenal Node dan komputer ini.',
    'notify.webhook.proxy':
      'Proksi di jalan, atau none; tanpa ini berlaku HTTPS_PROXY, HTTP_PROXY, dan NO_PROXY dari lingkungan.',
    'notify.webhook.on': 'Kapan diberi kabar, bila berbeda dari `notify.on`.',
    'notify.webhook.tokenFile': 'Berkas berisi token yang diperlihatkan (Authorization: Bearer …).',
    'notify.webhook.tokenCommand': 'Pengganti berkas: perintah yang mencetak token.',
    'notify.webhook.secretFile':
      'Berkas berisi rahasia untuk menandatangani isi kabar (HMAC-SHA256, webhook-signature).',
    'notify.webhook.secretCommand': 'Pengganti berkas: perintah yang mencetak rahasia itu.',
    'notify.email': 'Email lewat SMTP.',
    'notify.email.on': 'Kapan email dikirim, bila berbeda dari `notify.on`.',
    'notify.email.host': 'Server email.',
    'notify.email.port': 'Portanya: 587 bila tidak disebut, atau 465 dengan `security: tls`.',
    'notify.email.security':
      'starttls (bila tidak disebut dan porta bukan 465): harus beralih ke jalur terenkripsi; tls: terenkripsi sejak awal; none: terbuka, dan tanpa kata sandi.',
    'notify.email.caFile': 'Sertifikat (PEM) otoritas yang dipercaya selain yang dikenal Node dan komputer ini.',
    'notify.email.user': 'Nama pengguna, bila diminta.',
    'notify.email.passwordFile': 'Berkas yang isinya hanya kata sandi (chmod 600).',
    'notify.email.passwordCommand': 'Pengganti berkas: perintah yang mencetak kata sandi.',
    'notify.email.from': 'Pengirim, alamat yang boleh kita pakai di server email itu.',
    'notify.email.to': 'Penerima, dipisah koma.',
    'notify.email.attachReport':
      'Sertakan halaman `vax-upload report`. Di dalamnya ada nama berkas dan faskes, tidak ada nama orang di dalam berkas.',
    sandbox: '',
  },
  next: (path, mapping) => [
    `Sudah ditulis: ${path}`,
    `Di sebelahnya: ${mapping}, bila nama vaksin, faskes, atau kategori di server berbeda dengan yang di lembar.`,
    'Selanjutnya: buka berkas itu, hapus "#" di depan `url:` di bawah `target:` dan isi alamat server Anda; bila server meminta token, hapus juga "#" di depan `type:` dan `tokenFile:` di bawah `auth:`, dengan `type: bearer`.',
    'Sementara itu, berlatihlah: `vax-upload import BERKAS --to sandbox`',
  ],
} as const satisfies ConfigFileTexts;
