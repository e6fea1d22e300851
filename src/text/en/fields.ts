/** What each field is called in English, and what the blank workbook says of its column. */
import type { FieldWords } from '../fields.ts';

export const fieldsEn = {
  nik: {
    word: 'NIK',
    heading: 'NIK',
    hint: 'The 16 digits of the identity card (KTP) or family card (KK), without blanks or dots. Not the number of the family card itself.',
    refusal: 'A NIK is 16 digits without blanks, dots or letters. Look at the identity card and type it again.',
    example: '3324015708459001',
  },
  kk: { word: 'family card' },
  name: {
    word: 'name',
    heading: 'Full Name',
    hint: 'As on the identity card, at most 60 letters. Titles may stand with it.',
    refusal: 'A name has at most 60 letters.',
    example: 'Siti Aminah',
  },
  birthDate: {
    word: 'birth date',
    heading: 'Birth Date',
    hint: 'As on the identity card: day/month/year with four digits for the year, as in 17/08/1945. After Enter, see that day and month are not exchanged. If it is refused, type the year first: 1945-08-17.',
    refusal:
      'This is not a date, or it is after today. Type day/month/year, as in 17/08/1945. If that is refused too, type the year first: 1945-08-17.',
    example: '1945-08-17',
  },
  age: { word: 'age' },
  sex: {
    word: 'sex',
    heading: 'Sex',
    hint: 'Choose Male or Female.',
    refusal: 'Choose Male or Female.',
    example: 'Female',
  },
  phone: {
    word: 'phone',
    heading: 'Phone Number',
    hint: 'A mobile number that begins with 08, as in 081234567890. Leave it empty if there is none.',
    refusal:
      'A mobile number begins with 08 and has 10 to 13 digits; a foreign one begins with + and the code of its country.',
    example: '081012345678',
  },
  address: {
    word: 'address',
    heading: 'Address',
    hint: 'Where the person lives, in any form.',
    refusal: 'An address has at most 250 letters.',
    example: 'Jl. Melati No. 5, RT 02 RW 03',
  },
  category: {
    word: 'category',
    heading: 'Target Group',
    hint: 'The group the person belongs to, for example Lansia, Petugas Publik, Masyarakat Umum or Remaja.',
    refusal: 'A target group has at most 100 letters.',
    example: 'Lansia',
  },
  dose: {
    word: 'dose',
    heading: 'Dose',
    hint: 'Which dose it was: choose 1 or 2. The first booster is Booster or 3, the second Booster 2 or 4. One row for one dose.',
    refusal: 'Choose from the list: 1, 2, 3, 4, Booster (the same as 3) or Booster 2 (the same as 4).',
    example: '1',
  },
  date: {
    word: 'vaccination date',
    heading: 'Vaccination Date',
    hint: 'The day of the injection: day/month/year, as in 02/10/2021. After Enter, see that day and month are not exchanged. If it is refused, type the year first: 2021-10-02.',
    refusal:
      'This is not a date, or it is after today. Type day/month/year, as in 02/10/2021. If that is refused too, type the year first: 2021-10-02.',
    example: '2021-10-02',
  },
  vaccine: {
    word: 'vaccine',
    heading: 'Vaccine Name',
    hint: 'Choose from the list.',
    refusal: 'Choose from the list. If the vaccine is not there, ask whoever looks after the data.',
    example: '',
  },
  lot: {
    word: 'batch number',
    heading: 'Batch Number',
    hint: 'As it stands on the vial.',
    refusal: 'A batch number has at most 40 letters and digits.',
    example: 'CTHSI111A',
  },
  site: {
    word: 'site',
    heading: 'Health Facility',
    hint: 'The health centre, hospital or vaccination post. Write it the same way each time.',
    refusal: 'The name of a facility has at most 150 letters.',
    example: 'Puskesmas Contoh',
  },
  staff: { word: 'vaccinator' },
  rowNumber: { word: 'row number' },
} as const satisfies FieldWords;
