import { nextOf, parseRoute, paths } from './route';

describe('routes', () => {
  it.each([
    ['', 'home', ''],
    ['#/', 'home', ''],
    ['#/orders', 'orders', ''],
    ['#/orders/a%2Fb', 'order', 'a/b'],
    ['#/place/%C3%A9', 'place', 'é'],
    ['#/orders/%', 'order', '%'],
    ['#/elsewhere', 'notFound', ''],
    ['#/orders/1/2', 'notFound', ''],
  ])('%s is the page %s', (hash, page, id) => expect(parseRoute(hash)).toMatchObject({ page, id }));

  it('reads what paths write', () => {
    expect(parseRoute(`#${paths.order('x y')}`)).toMatchObject({ page: 'order', id: 'x y' });
    const signIn = parseRoute(`#${paths.signIn('/orders/1?do=rate')}`);
    expect(signIn).toMatchObject({ page: 'signIn', query: { next: '/orders/1?do=rate' } });
    expect(nextOf(signIn)).toBe('/orders/1?do=rate');
  });

  it.each([
    '//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/sign-in',
    '/sign-up?next=/x',
    '/nowhere',
  ])('does not go on to %s after signing in', (next) =>
    expect(nextOf(parseRoute(`#/sign-in?next=${encodeURIComponent(next)}`))).toBe('/'),
  );
});
