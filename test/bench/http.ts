import { Agent, request } from 'node:http';

/** One connection for each client, kept open, as a browser's or another system's would be. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Call {
  method?: string;
  body?: object;
  headers?: Record<string, string>;
}

/**
 * One request with a JSON body; gives the answer's `data`. Node's plain client and not `fetch`: the driver shares the machine with what it measures, so it
 * must be cheap.
 */
export function call<T>(url: string, { method = 'POST', body, headers = {} }: Call = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const length = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) };
    const options = { method, agent, headers: { 'content-type': 'application/json', ...length, ...headers } };
    const sent = request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const said = Buffer.concat(chunks).toString();
        if (answer.statusCode! >= 300) reject(new Error(`${answer.statusCode} ${url}: ${said.slice(0, 300)}`));
        else resolve((JSON.parse(said) as { data: T }).data);
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/** Signs in and gives the headers that say so. */
export async function signIn(api: string, account: string, password: string): Promise<Record<string, string>> {
  const how = { body: { account, password }, headers: { 'X-Authenticator': 'basic' } };
  const { token } = await call<{ token: string }>(`${api}auth:signIn`, how);
  return { authorization: `Bearer ${token}` };
}
