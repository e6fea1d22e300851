/**
 * Where districts leave their parcels, in the schema of the ledger: one step of its migrations. What is in a parcel and
 * in an answer is sealed (src/parcel/); in the open stand who sent it, when, and how many records it has.
 *
 * A district has no right to any table. It calls these functions, which act with the rights of whoever made them and
 * see only what the very same role has left (`session_user`): so no district reads, replaces or forges what is
 * another's, whatever it sends.
 */

/** What a parcel has come to, as a number in the table. */
export const PARCEL_STATE = { waiting: 0, admitted: 1, aside: 2, heard: 3 } as const;

/** Told whenever a parcel was left, for workers that wait. */
export const PARCEL_CHANNEL = 'vax_upload_parcels';

/** The largest parcel that is taken, in bytes: more than ten thousand records need. */
const MOST_BYTES = 32 * 2 ** 20;
const { waiting, admitted, aside, heard } = PARCEL_STATE;

export const PARCELS_STEP = `
  -- what the province publishes of itself: the public key under which parcels are sealed
  CREATE TABLE province (one boolean PRIMARY KEY DEFAULT true CHECK (one), public_key bytea NOT NULL);

  -- owner: the role that left it; taken: until when a worker admits it; files: what it has become, by number in files;
  -- settled: of so many records the answer speaks; sealed and answer are erased once the district has heard all
  CREATE TABLE parcels (
    id uuid PRIMARY KEY, owner name NOT NULL,
    district text NOT NULL CHECK (district ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    at bigint NOT NULL, rows integer NOT NULL CHECK (rows BETWEEN 1 AND 10000),
    state smallint NOT NULL DEFAULT ${waiting}, why text, taken bigint, files bigint[],
    settled integer NOT NULL DEFAULT 0, sealed bytea CHECK (octet_length(sealed) <= ${MOST_BYTES}), answer bytea);
  CREATE INDEX parcels_waiting ON parcels (at, id) WHERE state = ${waiting};
  CREATE INDEX parcels_admitted ON parcels (id) WHERE state = ${admitted};

  CREATE FUNCTION province_key() RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
    AS $$ SELECT public_key FROM province $$;

  -- the same parcel twice is one; null: the id is somebody else's
  CREATE FUNCTION hand_over(parcel uuid, sender text, records integer, body bytea) RETURNS smallint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    BEGIN
      INSERT INTO parcels (id, owner, district, at, rows, sealed)
        VALUES (parcel, session_user, sender, floor(extract(epoch FROM clock_timestamp()) * 1000), records, body)
        ON CONFLICT (id) DO NOTHING;
      IF FOUND THEN PERFORM pg_notify('${PARCEL_CHANNEL}', ''); END IF;
      RETURN (SELECT state FROM parcels WHERE id = parcel AND owner = session_user);
    END $$;

  -- one row for each parcel that is there; its answer where that speaks of more records than are known already
  CREATE FUNCTION parcel_answers(wanted uuid[], known integer[])
    RETURNS TABLE (parcel uuid, state smallint, why text, settled integer, answer bytea)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
      SELECT p.id, p.state, p.why, p.settled, CASE WHEN p.settled > asked.settled THEN p.answer END
      FROM unnest(wanted, known) AS asked (id, settled) JOIN parcels AS p ON p.id = asked.id
      WHERE p.owner = session_user $$;

  -- the district has written down all that was to be heard of these
  CREATE FUNCTION parcel_heard(done uuid[]) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER
    SET search_path FROM CURRENT AS $$
      UPDATE parcels SET state = ${heard}, sealed = NULL, answer = NULL
      WHERE id = ANY (done) AND owner = session_user AND state IN (${admitted}, ${aside}) $$;

  -- the answers of these could not be opened: they are written anew
  CREATE FUNCTION parcel_unread(unread uuid[]) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER
    SET search_path FROM CURRENT AS $$
      UPDATE parcels SET settled = 0, answer = NULL
      WHERE id = ANY (unread) AND owner = session_user AND state = ${admitted} $$;

  REVOKE ALL ON FUNCTION province_key(), hand_over(uuid, text, integer, bytea), parcel_answers(uuid[], integer[]),
    parcel_heard(uuid[]), parcel_unread(uuid[]) FROM PUBLIC;
`;

/** The functions that a district may call, with the types of what they take, for the script of grants. */
export const DISTRICT_FUNCTIONS: readonly string[] = [
  'province_key()',
  'hand_over(uuid, text, integer, bytea)',
  'parcel_answers(uuid[], integer[])',
  'parcel_heard(uuid[])',
  'parcel_unread(uuid[])',
];
