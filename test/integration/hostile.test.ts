/** A part of the wrong packs, uploaded to a running server; `npm run bench -- hostile` uploads them all. */
import { signIn } from '../support/api';
import { uploadWrong, WRONG_PACKS } from '../support/hostile';
import { sharedServer } from '../support/shared';

const EVERY = 5;

test('each is refused with file, reason and remedy, and others are answered meanwhile', async () => {
  const server = await sharedServer();
  const root = await signIn(server.apiUrl, server.admin.username, server.admin.password);
  expect(WRONG_PACKS.length).toBeGreaterThan(100);
  const some = WRONG_PACKS.filter((_, index) => index % EVERY === 0);
  const { faults, overtaken } = await uploadWrong(root, some);
  expect(faults).toEqual([]);
  // That no pack is checked where requests are answered, whatever it holds, the import rules say (`packs-are-inspected-beside`).
  expect(overtaken).toBeGreaterThan(0);
}, 600_000);
