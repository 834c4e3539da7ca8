import { countyOfAddress, loadCounty, saveCounty } from './county';
import { memoryStorage } from './storage';

test('the address names a county, or nothing', () => {
  expect(countyOfAddress('?county=140213')).toBe('140213');
  expect(countyOfAddress('?county=14021')).toBeUndefined();
  expect(countyOfAddress('?county=140213%27')).toBeUndefined();
  expect(countyOfAddress('')).toBeUndefined();
});

test('the address goes before the last visit', () => {
  const storage = memoryStorage();
  expect(loadCounty(storage, '')).toBeUndefined();
  saveCounty(storage, '130982');
  expect(loadCounty(storage, '')).toBe('130982');
  expect(loadCounty(storage, '?county=140213')).toBe('140213');
  saveCounty(storage, undefined);
  expect(loadCounty(storage, '')).toBeUndefined();
});
