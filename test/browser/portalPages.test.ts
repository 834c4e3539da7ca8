/** Every page of the portal, in the normal and the elder view, on a phone and on a desk: seen, photographed and checked. */
import type { OrderLine, Page as Paged, ServiceItemView } from '@sidan/plugin-sidan/api';
import {
  accessProblems,
  errorProblems,
  keyboardProblems,
  picture,
  settled,
  widthProblems,
  wordProblems,
} from './support/checks';
import { enterPortal, openPortal } from './support/portal';
import { button, see } from './support/see';
import { DESK, openStage, PHONE, type Part, type Seat, type Stage } from './support/stage';

jest.setTimeout(120_000);

interface Shown {
  name: string;
  /** Whose eyes; nobody is signed in without. */
  as?: Part;
  path: string | (() => string);
  /** What the page is for: reached by keyboard, by its name. */
  action: string;
}

const ids = { item: '', order: '' };

const PAGES: Shown[] = [
  { name: 'home', path: '/', action: '我要点单' },
  { name: 'sign-in', path: '/sign-in', action: '登录' },
  { name: 'sign-up', path: '/sign-up', action: '注册' },
  { name: 'check', path: '/check', action: '查验' },
  { name: 'not-found', path: '/nowhere', action: '首页' },
  { name: 'home-signed-in', as: 'resident', path: '/', action: '我要点单' },
  { name: 'place', as: 'resident', path: () => `/place/${ids.item}`, action: '提交点单' },
  { name: 'orders', as: 'resident', path: '/orders', action: '单号' },
  { name: 'order', as: 'resident', path: () => `/orders/${ids.order}`, action: '评单' },
  { name: 'order-rate', as: 'resident', path: () => `/orders/${ids.order}?do=rate`, action: '确认评单' },
  { name: 'wallet', as: 'resident', path: '/wallet', action: '查看单号' },
  { name: 'join', as: 'resident', path: '/join', action: '保存' },
  { name: 'register', as: 'resident', path: '/volunteer', action: '登记成为志愿者' },
  { name: 'settings', as: 'resident', path: '/settings', action: '退出登录' },
  { name: 'volunteer', as: 'leader', path: '/volunteer', action: '派给我们的单' },
  { name: 'offers', as: 'leader', path: '/offers', action: '全部派单' },
  { name: 'certificates', as: 'leader', path: '/certificates', action: '申请出具' },
  { name: 'notices', as: 'leader', path: '/notices', action: '我的证明' },
  { name: 'tasks', as: 'leader', path: '/tasks', action: '单号' },
];

let stage: Stage;
const seats = new Map<Part | undefined, Seat>();

beforeAll(async () => {
  stage = await openStage();
  for (const part of [undefined, 'resident', 'leader'] as const) {
    const seat = await stage.seat(DESK);
    seats.set(part, seat);
    if (part) await enterPortal(stage, seat, part);
    else await openPortal(seat.page);
  }
  const { username, password } = stage.account('resident');
  const resident = await stage.server.signIn(username, password);
  const [menu, mine] = await Promise.all([
    resident.get<Paged<ServiceItemView>>('sidanPortal:menu'),
    resident.get<Paged<OrderLine>>('sidanOrders:mine', { pageSize: 50 }),
  ]);
  ids.item = menu.rows[0]!.id;
  ids.order = mine.rows.find(({ allowed }) => allowed.includes('rate'))!.id;
});

afterAll(() => stage?.close());

describe.each(['standard', 'elder'] as const)('%s view', (view) => {
  beforeAll(async () => {
    if (view === 'standard') return;
    for (const { page } of seats.values()) {
      await openPortal(page);
      await button(page.getByRole('banner'), '长辈版').click();
      await see(button(page.getByRole('banner'), '返回标准版'));
    }
  });

  test.each(PAGES)('$name', async ({ name, as, path, action }) => {
    const { page } = seats.get(as)!;
    await page.setViewportSize(DESK);
    await openPortal(page, typeof path === 'string' ? path : path());
    await settled(page);
    const problems: string[] = [];
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size);
      await settled(page);
      await picture(page, `portal-${name}-${view}-${size.width}`);
      problems.push(...(await widthProblems(page)), ...(await accessProblems(page)));
    }
    problems.push(
      ...(await wordProblems(page)),
      ...(await errorProblems(page)),
      ...(await keyboardProblems(page, action)),
    );
    expect(problems).toEqual([]);
  });
});

describe('on the way', () => {
  test('no page failed', () => {
    expect([...seats.values()].flatMap(({ faults }) => faults)).toEqual([]);
  });
});
