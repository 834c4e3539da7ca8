import { goThrough, type Document } from '../../support/documents/go';

const DOCUMENTS: Document[] = [
  { folder: '08-xihu-time-bank', regionCode: '134611', asset: 'time' },
  { folder: '06-guangzhou-time-bank', regionCode: '134617', asset: 'time' },
  { folder: '09-binjiang-public-hours', regionCode: '134612', asset: 'publicHours', scale: 1 },
  { folder: '04-huangshi-credit-hours', regionCode: '134613', asset: 'points' },
  { folder: '10-dongting-time-bank', regionCode: '134616', asset: 'time' },
  { folder: '20-renshou-granary', regionCode: '134614', asset: 'points' },
  { folder: '22-tangshan-five-orders', regionCode: '134615', asset: 'points' },
  { folder: '19-sanyuan-civility', regionCode: '134805', asset: 'civility' },
  { folder: '07-changning-time-bank', regionCode: '134801', asset: 'time' },
  { folder: '11-yinchuan-harvest', regionCode: '134802', asset: 'coins' },
  { folder: '23-kunshan-pickup', regionCode: '134803', asset: 'points', since: '2025-01-01T00:00:00Z' },
  { folder: '24-huangyan-yearly', regionCode: '134804', asset: 'points' },
];

/** What cannot happen here, and why. */
const CANNOT_BE: Readonly<Record<string, string>> = {
  'imported time is neither': 'hours are not imported: only orders are, and these are served here',
  'the code of another activity does not count': 'who checks in does so at the order itself: there is no other code',
  'nor does no code at all': 'nobody serves in this county without checking in',
};

goThrough(DOCUMENTS, CANNOT_BE);
