import type { Definition } from '@sidan/lifecycle';
import { partiesOf, ratersLeft } from './raters';

const ratedBy = (...by: string[]): Definition =>
  ({ events: { rate: { type: 'rate', by, fields: [] } } }) as unknown as Definition;

test('where nobody else is asked, requester and beneficiary are one party', () => {
  expect(partiesOf(ratedBy('requester', 'beneficiary'), true)).toEqual(['requester']);
  expect(partiesOf(ratedBy('requester', 'beneficiary'), false)).toEqual(['requester']);
});

test('of several parties the beneficiary is one where the order is for somebody else', () => {
  const several = ratedBy('requester', 'beneficiary', 'siteManager', 'dispatcher');
  expect(partiesOf(several, true)).toEqual(['requester', 'beneficiary', 'site', 'center']);
  expect(partiesOf(several, false)).toEqual(['requester', 'site', 'center']);
});

test('each party rates once, whoever rates for it', () => {
  const several = ratedBy('requester', 'siteManager', 'dispatcher', 'countyAdmin');
  expect(ratersLeft(several, 'rate', ['dispatcher', 'countyAdmin'], ['center'])).toEqual([]);
  expect(ratersLeft(several, 'rate', ['dispatcher', 'siteManager'], ['center'])).toEqual(['siteManager']);
  expect(ratersLeft(several, 'confirm', ['dispatcher'], ['center'])).toEqual(['dispatcher']);
});
