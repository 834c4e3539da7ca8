import { KEPT_MAX, sqlWriter } from './sql';

test('writes the names of this host, and keeps a limited number of texts', () => {
  let asked = 0;
  const write = sqlWriter({
    table: (name) => {
      asked += 1;
      return `"app"."x_${name}"`;
    },
    column: (name) => `"${name}"`,
  });
  const text = 'select [id] from {sidanOrders}';
  expect(write(text)).toBe('select "id" from "app"."x_sidanOrders"');
  write(text);
  expect(asked).toBe(1);
  for (let i = 0; i < KEPT_MAX + 10; i += 1) write(`${text} offset ${i}`);
  const before = asked;
  // Still right, only not remembered.
  expect(write(`${text} offset ${KEPT_MAX + 5}`)).toBe(`select "id" from "app"."x_sidanOrders" offset ${KEPT_MAX + 5}`);
  expect(asked).toBe(before + 1);
  write(text);
  expect(asked).toBe(before + 1);
});
