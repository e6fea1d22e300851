import type { StayWords } from '../staying.ts';

export const stayingId: StayWords = {
  empty: 'Tidak ada yang menunggu. Beristirahat sampai ada baris baru.',
  window: (until) => `Waktunya habis. Beristirahat sampai ${until}.`,
  trouble: (until) => `Beristirahat; dicoba lagi pukul ${until}.`,
};
