/** What the model server says, and what becomes of it on its way to the client. */

/** What goes back over the line; `cut`: the connection breaks, `refused`: it was never made. */
export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  | 'cut'
  | 'refused';

/** Of nginx and its like. */
function page(status: number): Reply {
  return { status, headers: { 'content-type': 'text/html' }, body: `<html><h1>${status}</h1></html>` };
}

export function problem(status: number, title: string, headers?: Readonly<Record<string, string>>): Reply {
  return { status, body: JSON.stringify({ type: 'about:blank', title, status }), ...(headers ? { headers } : {}) };
}

export const BLOCKED = page(403);
export const BROKEN = problem(500, 'Internal Server Error');
const PAGE: Reply = { status: 200, body: '<!doctype html><h1>Sedang dalam pemeliharaan</h1>' };

/** Answers of the door, before anybody looks at the records: nothing was stored. */
export const AT_THE_DOOR: Readonly<Partial<Record<string, Reply>>> = {
  'refuse connection': 'refused',
  'reset before reading': 'cut',
  '500': BROKEN,
  '502': { status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' },
  '503': problem(503, 'Service Unavailable'),
  '503 later': problem(503, 'Service Unavailable', { 'retry-after': '120' }),
  '504': { status: 504, body: 'Gateway Timeout' },
  '429': problem(429, 'Too Many Requests'),
  '429 later': problem(429, 'Too Many Requests', { 'retry-after': '90' }),
  '401': problem(401, 'Unauthorized'),
  '200 with an HTML page': PAGE,
  '400 page': page(400),
  '400 problem': problem(400, 'Bad Request'),
  '403 page': page(403),
  '404': problem(404, 'Not Found'),
  '405': page(405),
  '302': { status: 302, headers: { location: '/login' }, body: '' },
  '413 page': page(413),
  '422 key reused': problem(422, 'Idempotency-Key is already used'),
  '429 page': page(429),
};

/** What happens to an answer on its way, after everything was stored. */
export function tamper(fate: string, status: number, name: string, list: readonly object[]): Reply {
  const text = (items: readonly unknown[]): Reply => ({ status, body: JSON.stringify({ [name]: items }) });
  switch (fate) {
    case 'commit then reset':
      return 'cut';
    case 'commit then 500':
      return BROKEN;
    case 'commit then 502':
    case 'commit then 503':
    case 'commit then 504':
      return { status: Number(fate.slice(-3)), body: 'Bad Gateway' };
    case 'commit then 400 page':
    case 'commit then 400 problem':
    case 'commit then 403 page':
    case 'commit then 404':
    case 'commit then 413 page':
    case 'commit then 302':
    case 'commit then 429':
      // A second server behind the proxy says it, after the first one stored and was not heard.
      return AT_THE_DOOR[fate.slice('commit then '.length)] ?? BROKEN;
    case 'commit then an HTML page':
      return PAGE;
    case 'cut in the middle': {
      const whole = JSON.stringify({ [name]: list });
      return { status, body: whole.slice(0, whole.length / 2) };
    }
    case 'short reply':
      return text(list.slice(0, -1));
    case 'unknown key':
      return text([...list.slice(0, -1), { ...list.at(-1), key: '00000000-0000-4000-8000-000000000000', id: 'V-0' }]);
    case 'duplicate result':
      return text(list.length > 1 ? [...list.slice(0, -1), list[0]] : [...list, ...list]);
    case 'no ids':
      return text(list.map((item) => ({ ...item, id: undefined })));
    default:
      return text(list);
  }
}
