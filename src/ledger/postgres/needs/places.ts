/** Where the entries that are loaded come from: the rows that speak for them, with their sheets and files. */
import type { Connection, Row } from '../../sqlite/connection.ts';
import type { Loader } from '../working-copy.ts';

/** For a batch that says so (`Traits.wantsPlaces`). */
export async function loadPlaces(load: Loader, { db }: Pick<Connection, 'db'>): Promise<void> {
  const places = db.prepare('SELECT file, sheet, line, part FROM entries').all() as Row[];
  if (places.length === 0) return;
  const column = (name: string): unknown[] => places.map((place) => place[name]);
  const [files, sheets] = [column('file'), column('sheet')];
  await load.rows(
    'readings',
    `(file, sheet, line, part) IN
       (SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]))`,
    [files, sheets, column('line'), column('part')],
  );
  await load.rows('files', 'id = ANY($1::bigint[])', [[...new Set(files)]]);
  await load.rows('sheets', 'id = ANY($1::bigint[])', [[...new Set(sheets)]]);
}
