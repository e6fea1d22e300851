/** Which path is served by what. The API stands at `/` and, for clients with a version in their address, at `/v1`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Admin, sendEffects, sendNews, weatherReport } from './admin.ts';
import { type Api, type ApiPath, serveApi } from './api.ts';
import { hasToken, isForUs } from './door.ts';
import { page } from './page/page.ts';
import { jsonReply, problemReply, type Reply, sendReply } from './reply.ts';

/** Serves one request to its end. Only the API is under the weather; the page and the admin paths always answer. */
export async function route(api: Api, admin: Admin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  if (!isForUs(request)) return sendReply(response, problemReply('other-host'));
  const apiPath = apiPathOf(path);
  if (apiPath) {
    if (request.method !== 'POST') return sendReply(response, wrongMethod('POST'));
    return serveApi(api, apiPath, request, response);
  }
  const window = windowOf(path);
  if (!window) return sendReply(response, problemReply('not-found'));
  if (request.method !== 'GET') return sendReply(response, wrongMethod('GET'));
  // Keys and counts say nothing of a person, and anyone may check from outside what was promised.
  if (window === 'effects') return sendEffects(admin, response);
  if (!hasToken(query, admin.token)) return sendReply(response, problemReply('token-missing'));
  switch (window) {
    case 'page':
      return sendReply(
        response,
        page(new URLSearchParams(query).get('lang') ?? request.headers['accept-language'], admin.token),
      );
    case 'weather':
      return sendReply(response, jsonReply(weatherReport(admin)));
    case 'events':
      return sendNews(admin, request, response);
  }
}

function apiPathOf(path: string): ApiPath | undefined {
  const bare = path.startsWith('/v1/') ? path.slice('/v1'.length) : path;
  return bare === '/submissions' || bare === '/lookups' ? bare : undefined;
}

function windowOf(path: string): 'page' | 'effects' | 'weather' | 'events' | undefined {
  if (path === '/') return 'page';
  const name = path.startsWith('/admin/') ? path.slice('/admin/'.length) : undefined;
  return name === 'effects' || name === 'weather' || name === 'events' ? name : undefined;
}

function wrongMethod(allowed: string): Reply {
  return problemReply('method-not-allowed', undefined, { allow: allowed });
}
