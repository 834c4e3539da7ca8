import { join } from 'node:path';
import { checkNode } from './node.mjs';
import { readOptions } from './options.mjs';
import { repoRoot } from './places.mjs';

const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return 'nothing was refused';
};

describe('readOptions', () => {
  test('has a default for everything', () => {
    expect(readOptions([], {})).toEqual({
      ...{
        port: 13000,
        data: join(repoRoot, 'data'),
        demo: true,
        scale: 1,
        orders: undefined,
        reset: false,
        help: false,
      },
    });
  });

  test('takes a relative data folder from where the person is, not from where npm runs us', () => {
    expect(readOptions(['--data', 'x'], { INIT_CWD: '/home/li' }).data).toBe('/home/li/x');
  });

  test('prefers the command line to the environment', () => {
    const env = { APP_PORT: '14000', SIDAN_DATA: '/srv/a' };
    expect(readOptions([], env)).toMatchObject({ port: 14000, data: '/srv/a' });
    expect(readOptions(['--port', '15000', '-d', '/srv/b'], env)).toMatchObject({ port: 15000, data: '/srv/b' });
  });

  test.each(['0', '65536', '1.5', 'abc', ''])('refuses the port %p', (port) => {
    expect(refusal(() => readOptions(['--port', port], {}))).toBe('port');
  });

  test.each(['0', '-1', '1.5', 'many'])('refuses %p orders', (orders) => {
    expect(refusal(() => readOptions([`--orders=${orders}`], {}))).toBe('orders');
  });

  test.each([['--demo'], ['somewhere'], ['--port']])('refuses %p', (...args) => {
    expect(refusal(() => readOptions(args, {}))).toBe('usage');
  });
});

test.each([
  ['18.20.4', 'node'],
  ['20.18.3', 'node'],
  ['20.19.0', 'nothing was refused'],
  ['22.1.0', 'nothing was refused'],
])('Node %s: %s', (version, code) => {
  expect(refusal(() => checkNode(version))).toBe(code);
});
