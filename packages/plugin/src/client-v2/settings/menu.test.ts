import { refuseOthers } from './menu';

const PAGES = ['pm', 'pm.users', 'pm.data-source-manager*', 'pm.data-source-manager', 'pm.sidan.settings', 'pm.sidan'];
const COUNTY = ['pm.data-source-manager', 'pm.data-source-manager.data-source-main', 'pm.sidan.settings', 'ui.*'];

test('who holds single pages is refused the others by name, parents of held ones excepted', () => {
  expect(refuseOthers(COUNTY, PAGES)).toEqual([...COUNTY, '!pm', '!pm.users']);
});

test('a name that only begins like a held one is another page', () => {
  expect(refuseOthers(COUNTY, ['pm.sidan.set', 'pm.data'])).toEqual([...COUNTY, '!pm.sidan.set', '!pm.data']);
});

test.each([[['pm', 'pm.*', 'ui.*']], [['pm.*', '!pm.users']], [['!pm', '!pm.*', '!ui.*']], [[]]])(
  'what the host says of %j is enough',
  (snippets) => {
    expect(refuseOthers(snippets, PAGES)).toEqual(snippets);
  },
);
