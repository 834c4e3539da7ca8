import { apiBase, publicPath } from './base';

describe('where the server is', () => {
  it.each([
    ['/sidan/', '/api/'],
    ['/sidan', '/api/'],
    ['/sidan/index.html', '/api/'],
    ['/county/sidan/', '/county/api/'],
    ['/a/b/sidan/index.html', '/a/b/api/'],
    ['//sidan/', '/api/'],
    // A public path that itself holds the word: the last one is ours.
    ['/sidan/sidan/', '/sidan/api/'],
    ['/sidan-test/sidan/', '/sidan-test/api/'],
    // Not served at the usual place.
    ['/', '/api/'],
    ['/index.html', '/api/'],
    ['', '/api/'],
  ])('%s → %s', (pathname, expected) => {
    expect(apiBase(pathname)).toBe(expected);
  });

  it('gives the installation root for links to NocoBase', () => {
    expect(publicPath('/county/sidan/')).toBe('/county/');
    expect(publicPath('/sidan/')).toBe('/');
  });
});
