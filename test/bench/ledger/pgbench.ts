import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestPostgres } from '../../support/postgres';

const DEBIAN = '/usr/lib/postgresql';

/** Where `pgbench` is: the variable PGBENCH, the search path, or where Debian puts it. */
function find(): string {
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    ...(existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => path.join(DEBIAN, version, 'bin')) : []),
  ];
  const found = [process.env.PGBENCH ?? '', ...folders.map((folder) => path.join(folder, 'pgbench'))].find(
    (file) => file && existsSync(file),
  );
  if (!found) {
    throw new Error(
      'pgbench is not there: install it (Debian: apt-get install postgresql-contrib), or name its file in PGBENCH',
    );
  }
  return found;
}

/** Transactions a second of a script, by so many clients. Each transaction is the script once. */
export function pgbench(
  postgres: TestPostgres,
  database: string,
  script: string,
  options: { clients: number; seconds: number },
): number {
  const { host, port, user, password } = postgres.config(database);
  const folder = mkdtempSync(path.join(tmpdir(), 'sidan-pgbench-'));
  const file = path.join(folder, 'script.sql');
  try {
    writeFileSync(file, script);
    const flags = ['--no-vacuum', '--protocol=prepared', '-f', file];
    const load = ['-c', String(options.clients), '-T', String(options.seconds)];
    const said = execFileSync(find(), [...flags, '-h', host, '-p', String(port), '-U', user, ...load, database], {
      encoding: 'utf8',
      env: { ...process.env, PGPASSWORD: password },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return Number(/^tps = ([\d.]+)/m.exec(said)![1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
