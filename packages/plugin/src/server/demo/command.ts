import { join } from 'node:path';
import type { Application } from '@nocobase/server';
import { seedDemo, type DemoHost } from './seed';

/** `nocobase sidan:demo --from <folder>`: makes a demo county in the running application. */
export function registerDemoCommand(app: Application, host: () => Omit<DemoHost, 'log'>): void {
  // Loading again must not register it twice.
  if (app.cli.hasCommand('sidan:demo')) return;
  app
    .command('sidan:demo')
    .description('make a demo county from a folder such as examples/renqiu')
    .requiredOption('--from <folder>', 'folder with county.json and its other files')
    .option('--scale <number>', 'factor on the number of stations, teams and people')
    .option('--months <number>', 'how many months of orders')
    .option('--orders <number>', 'how many orders')
    .option('--password <password>', 'one password for all demo accounts')
    .preload()
    .ipc()
    .action(async (options: Record<string, string | undefined>) => {
      const number = (name: string) => (options[name] === undefined ? undefined : Number(options[name]));
      await seedDemo(
        { ...host(), log: (line) => process.stdout.write(`${line}\n`) },
        {
          from: String(options.from),
          scale: number('scale'),
          months: number('months'),
          orders: number('orders'),
          password: options.password,
          accountsFile: accountsFile(),
        },
      );
    });
}

/** In the storage of this installation, never in the repository. */
export const accountsFile = (): string =>
  join(process.env.STORAGE_PATH ?? join(process.cwd(), 'storage'), 'sidan-demo', 'accounts.json');
