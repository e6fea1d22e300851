import type { TemplateWords } from '../template-words.ts';

export const templateEn = {
  sheets: { data: 'Vaccinations', guide: 'Instructions', lists: 'Lists' },
  exampleMark: 'Example',
  columns: {
    nik: {
      heading: 'NIK',
      hint: 'The 16 digits of the identity card (KTP) or family card (KK), without blanks or dots. Not the number of the family card itself.',
      refusal: 'A NIK is 16 digits without blanks, dots or letters. Look at the identity card and type it again.',
      example: '3324015708459001',
    },
    name: {
      heading: 'Full Name',
      hint: 'As on the identity card, at most 60 letters. Titles may stand with it.',
      refusal: 'A name has at most 60 letters.',
      example: 'Siti Aminah',
    },
    birthDate: {
      heading: 'Birth Date',
      hint: 'As on the identity card: day/month/year with four digits for the year, as in 17/08/1945. After Enter, see that day and month are not exchanged. If it is refused, type the year first: 1945-08-17.',
      refusal:
        'This is not a date, or it is after today. Type day/month/year, as in 17/08/1945. If that is refused too, type the year first: 1945-08-17.',
      example: '1945-08-17',
    },
    sex: {
      heading: 'Sex',
      hint: 'Choose Male or Female.',
      refusal: 'Choose Male or Female.',
      example: 'Female',
    },
    phone: {
      heading: 'Phone Number',
      hint: 'A mobile number that begins with 08, as in 081234567890. Leave it empty if there is none.',
      refusal:
        'A mobile number begins with 08 and has 10 to 13 digits; a foreign one begins with + and the code of its country.',
      example: '081012345678',
    },
    address: {
      heading: 'Address',
      hint: 'Where the person lives, in any form.',
      refusal: 'An address has at most 250 letters.',
      example: 'Jl. Melati No. 5, RT 02 RW 03',
    },
    category: {
      heading: 'Target Group',
      hint: 'The group the person belongs to, for example Lansia, Petugas Publik, Masyarakat Umum or Remaja.',
      refusal: 'A target group has at most 100 letters.',
      example: 'Lansia',
    },
    dose: {
      heading: 'Dose',
      hint: 'Which dose it was: choose 1 or 2. The first booster is Booster or 3, the second Booster 2 or 4. One row for one dose.',
      refusal: 'Choose from the list: 1, 2, 3, 4, Booster (the same as 3) or Booster 2 (the same as 4).',
      example: '1',
    },
    date: {
      heading: 'Vaccination Date',
      hint: 'The day of the injection: day/month/year, as in 02/10/2021. After Enter, see that day and month are not exchanged. If it is refused, type the year first: 2021-10-02.',
      refusal:
        'This is not a date, or it is after today. Type day/month/year, as in 02/10/2021. If that is refused too, type the year first: 2021-10-02.',
      example: '2021-10-02',
    },
    vaccine: {
      heading: 'Vaccine Name',
      hint: 'Choose from the list.',
      refusal: 'Choose from the list. If the vaccine is not there, ask whoever looks after the data.',
      example: '',
    },
    lot: {
      heading: 'Batch Number',
      hint: 'As it stands on the vial.',
      refusal: 'A batch number has at most 40 letters and digits.',
      example: 'CTHSI111A',
    },
    site: {
      heading: 'Health Facility',
      hint: 'The health centre, hospital or vaccination post. Write it the same way each time.',
      refusal: 'The name of a facility has at most 150 letters.',
      example: 'Puskesmas Contoh',
    },
  },
  listedCategory: {
    hint: 'Choose from the list.',
    refusal: 'Choose from the list. If the group is not there, ask whoever looks after the data.',
  },
  listedSite: {
    hint: 'Choose from the list.',
    refusal: 'Choose from the list. If the facility is not there, ask whoever looks after the data.',
  },
  plainDose: {
    hint: 'Which dose it was: 1, 2, 3 or 4. One row for one dose.',
    refusal: 'Choose 1, 2, 3 or 4.',
  },
  sexes: ['Male', 'Female'],
  needs: { required: 'required', wanted: 'recommended', optional: 'may be empty' },
  refused: 'Not right yet',
  guide: {
    title: 'How to fill it in',
    intro: 'Fill in the sheet "Vaccinations": one row for one person and one dose. Columns with a * must be filled in.',
    headings: { column: 'Column', need: 'Needed?', hint: 'What to write', example: 'Example' },
    stepsTitle: 'When it is filled in',
    steps: (file) => [
      'Save it as an Excel file (.xlsx). You may give it another name.',
      `Check it: vax-upload check "${file}". Rows with a mistake are named by their number; correct them here and save again.`,
      `Send it: vax-upload import "${file}". Rows that still have a mistake are kept back and come to you as a correction sheet; the others are sent. You may repeat it: nothing is sent twice.`,
    ],
    rulesTitle: 'Good to know',
    rules: [
      'The grey example row is always skipped: leave it, delete it, or write over it (change both its NIK and its name).',
      'Do not change the headings. Columns may be moved, and there may be columns of your own: they are not read.',
      'To copy from another file, use Paste Special, Values, so that a NIK stays text.',
      'Once filled in, this file holds personal data: do not pass it on in chat groups, and delete it when it is no longer needed.',
    ],
    colours: {
      missing: 'Pink: required, and still empty.',
      doubtful: 'Yellow: differs from the NIK. Look at the birth date, the sex and the NIK once more.',
    },
  },
  page: 'Page &P of &N',
  next: (path, file) => [
    `Written: ${path}`,
    'Next: open that file in Excel or LibreOffice and fill in one row for each dose. The sheet "Instructions" explains every column.',
    `Then: \`vax-upload check ${file}\`, and \`vax-upload import ${file}\``,
  ],
} as const satisfies TemplateWords;
