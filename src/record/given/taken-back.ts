/**
 * Plain words in what is sent as it stands, a name, a batch, a facility: there "rumah sakit" and "Luar Batang" are
 * names.
 */
import { remember } from '../words/remember.ts';

const PLAINLY =
  /\b(?:di)?batal(?:kan)?\b|\bpembatalan\b|\b(?:di)?tunda\b|\bpenundaan\b|\bcancel(?:led|ed)?\b|\bdrop ?out\b|^(?:gagal|menolak|belum|blm|absen|izin|tms|ditolak|pending)$|\b(?:gagal|menolak) (?:(?:di ?)?vaksin\w*|(?:di ?)?suntik|s[kc]r?e?e?ning)|\b(?:tidak|tdk|blm|belum) (?:jadi|hadir|datang|(?:di ?)?vaksin\w*|(?:di ?)?suntik|layak|lolos)\b|\bno[ -]show\b/i;

/** Set off beside a name, these words are about its bearer: "SITI (alm)". */
const BESIDE_A_NAME = /\(\s*(?:alm|almh|almarhum(?:ah)?|meninggal|wafat|pindah|izin|sakit|absen|menolak|tms)\b/i;

/** Whether the text says plainly that the dose was not given. */
export const plainlyTakenBack = remember((text: string) => PLAINLY.test(text) || BESIDE_A_NAME.test(text));
