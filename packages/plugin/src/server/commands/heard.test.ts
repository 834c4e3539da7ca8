import { Database } from '@nocobase/database';
import { hearing, orderListeners } from './heard';

function orders() {
  const db = new Database({ dialect: 'postgres', logging: false });
  const own = orderListeners(db);
  db.collection({
    name: 'sidanOrders',
    fields: [
      { name: 'state', type: 'string' },
      { name: 'placedAt', type: 'date' },
    ],
  });
  return {
    db,
    heard: hearing(
      db,
      () => own,
      () => new Set(['state', 'placedAt']),
    ),
  };
}

test('the host itself, our columns, and plain columns of a county do not count', () => {
  const { db, heard } = orders();
  expect(heard()).toBe(false);
  db.getCollection('sidanOrders').addField('visitedOn', { type: 'date' });
  db.getCollection('sidanOrders').addField('wishes', { type: 'array' });
  expect(heard()).toBe(false);
  db.getCollection('sidanOrders').addField('touchedAt', { type: 'date', onUpdateToCurrentTime: true });
  expect(heard()).toBe(true);
});

test.each(['sidanOrders.afterUpdate', 'sidanOrders.afterUpdateWithAssociations', 'beforeSave', 'afterSave'])(
  'who listens to %s is heard of at once, and no longer when they have gone',
  (event) => {
    const { db, heard } = orders();
    expect(heard()).toBe(false);
    const listener = () => undefined;
    db.on(event, listener);
    expect(heard()).toBe(true);
    db.off(event, listener);
    expect(heard()).toBe(false);
  },
);

test('other tables, and what becomes of new or deleted orders, are another matter', () => {
  const { db, heard } = orders();
  for (const event of ['sidanTeams.afterUpdate', 'sidanOrders.afterCreate', 'sidanOrders.afterDestroy'])
    db.on(event, () => undefined);
  expect(heard()).toBe(false);
});
