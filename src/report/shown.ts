/** A request as a person reads it. */

interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** First line, headers, body: JSON is spread over lines, and so is each line of NDJSON. */
export function shownLines({ method, url, headers, body }: Request): string[] {
  const named = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...named, '', ...body.split('\n').flatMap(spread), ''];
}

function spread(line: string): string[] {
  try {
    return JSON.stringify(JSON.parse(line), undefined, 2).split('\n');
  } catch {
    return [line];
  }
}
