import { goThrough } from '../../support/documents/go';

goThrough([
  { folder: '19-sanyuan-civility', regionCode: '134805', asset: 'civility' },
  { folder: '07-changning-time-bank', regionCode: '134801', asset: 'time' },
  { folder: '11-yinchuan-harvest', regionCode: '134802', asset: 'coins' },
  { folder: '23-kunshan-pickup', regionCode: '134803', asset: 'points', since: '2025-01-01T00:00:00Z' },
  { folder: '24-huangyan-yearly', regionCode: '134804', asset: 'points' },
]);
