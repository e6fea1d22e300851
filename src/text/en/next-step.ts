import { type NextStep, UNREAD } from '../next-step.ts';
import { provinceEn } from './province.ts';

const PERSONAL_EN = 'It holds personal data: delete it when it is done.';

export function nextStepEn({
  exitCode,
  command,
  backlog,
  files,
  nobody,
  handedOver,
  nothingSent,
  correctionSheet,
  inbox,
  unfinished,
}: NextStep): string {
  if (unfinished && !correctionSheet && UNREAD.has(exitCode))
    return `Next: ${exitCode === 74 ? 'mend what is named above, then run' : 'run'} \`vax-upload import ${unfinished}\` again; not everything was read. Nothing is sent twice.`;
  const sheet = correctionSheet
    ? `open ${correctionSheet}`
    : 'write the correction sheet with `vax-upload rejects -o FILE`';
  switch (exitCode) {
    case 0:
      if (nobody && backlog === 0)
        return 'Next: nothing to send, no row holds a person yet. Fill in a row for each dose below the headings (an example row is always passed over), then check again.';
      return command === 'check'
        ? 'Next: every row is ready. Send them with `vax-upload import`.'
        : backlog > 0
          ? 'Next: run `vax-upload resume` to send what waits from earlier runs.'
          : `Nothing left to do: every row${files === 0 ? '' : files === 1 ? ' of this file' : ' of these files'} is on the server.`;
    case 3:
      if (command === 'check')
        return correctionSheet
          ? `Next: ${sheet}, correct the marked cells, save, and check that file again. ${PERSONAL_EN}`
          : 'Next: correct these rows in the spreadsheet (`vax-upload check FILE -o corrections.xlsx` marks the cells) and check again, or import now: the other rows are sent, these are kept for you.';
      if (handedOver === 'files')
        return 'Next: upload the files, or give them to whoever does; then `vax-upload confirm --all`, or `vax-upload confirm ANSWER.csv` with what the server says of each row. They hold personal data.';
      return `Next: ${sheet}, correct the marked cells and ${inbox ? 'put that file into the inbox' : 'import that file'}. Only the corrected rows are sent.${correctionSheet ? ` ${PERSONAL_EN}` : ''}`;
    case 5:
      return 'Next: nothing is lost. The server stayed away; run `vax-upload resume` again tonight. The spreadsheet is not needed.';
    case 10:
      if (handedOver === 'province' && backlog === 0) return provinceEn.next;
      return nothingSent
        ? 'Next: nothing is lost. `vax-upload resume` sends what waits. The spreadsheet is not needed.'
        : 'Next: nothing is lost. The time window ended; run `vax-upload resume` again tonight. The spreadsheet is not needed.';
    case 7:
      return 'Next: the server refuses us. Have the credentials and the address looked at (the lines above say which), then run `vax-upload resume`.';
    case 11:
      return 'Next: nothing. Another run is at work on this ledger; see `vax-upload status`.';
    case 65:
      return command === 'check'
        ? 'Next: look at the file named above, then check again.'
        : `Next: look at the file named above, then ${inbox ? 'put it into the inbox' : 'import it'} again. What was read from other files is safe.`;
    case 74:
      return command === 'check'
        ? 'Next: mend what is named above, or choose another place with `-o FILE`, then check again.'
        : 'Next: mend what is named above (space on the disk, permission to write), then run `vax-upload resume`. Nothing is lost.';
    case 130:
    case 143:
      return 'Next: run `vax-upload resume` to go on. The state is safe, and nothing is sent twice.';
    case 2:
      return 'Next: correct what is named above and run the same command again.';
    case 1:
      return 'Next: please report this with the lines above. Run the same command again: nothing is sent twice.';
  }
}
