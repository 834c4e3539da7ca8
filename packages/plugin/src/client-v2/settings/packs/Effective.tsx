import { Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { packRules, type PackRules, type PackVersion } from '../../api/packs';
import { useCatalogue } from '../../api/useNames';
import { useLoad } from '../../api/useLoad';
import { t } from '../../app';
import { dayOf } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Nothing } from '../../shared/Nothing';
import { EffectiveRules } from './EffectiveRules';
import { regionsOf } from './regions';

/** A date field says every year that is being typed, 0002 among them. */
const isDay = (text: string) => /^(19[7-9]|20\d|21\d)\d-\d\d-\d\d$/.test(text);

interface Props {
  versions: PackVersion[];
  /** Another number, other rules. */
  revision: number;
}

/** 生效规则: what decides in a region on a day, as its packs make it together. */
export function Effective({ versions, revision }: Props) {
  const [region, setRegion] = useState<string>();
  const [day, setDay] = useState(() => dayOf());
  const [words, setWords] = useState('');
  const areas = useCatalogue('area');
  const on = isDay(day) ? day : dayOf();
  const rules = useLoad(`${region ?? ''} ${on} ${revision}`, () => packRules(region, on));
  const options = regionsOf(versions, areas);
  return (
    <div data-pack-effective>
      <Typography.Paragraph type="secondary">{t('pages.packs.rulesHint')}</Typography.Paragraph>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'end', marginBottom: 16 }}>
        <label style={{ flex: '1 1 180px', maxWidth: 320 }}>
          {t('pages.packs.region')}
          <Select
            aria-label={t('pages.packs.region')}
            showSearch
            optionFilterProp="label"
            value={region ?? rules.data?.regionCode}
            options={options}
            onChange={(code: string) => setRegion(code)}
            style={{ width: '100%' }}
          />
        </label>
        <label style={{ flex: '0 1 160px' }}>
          {t('pages.packs.day')}
          <Input type="date" min="1970-01-01" value={day} onChange={(event) => setDay(event.target.value)} />
        </label>
        <label style={{ flex: '1 1 180px' }}>
          {t('pages.packs.search')}
          <Input
            allowClear
            value={words}
            placeholder={t('pages.packs.searchHint')}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
      </div>
      <Loading from={rules} rows={8}>
        {(found) => (
          <>
            <Stack packs={found.packs} />
            <EffectiveRules rules={found} words={words} />
          </>
        )}
      </Loading>
    </div>
  );
}

/** Which packs stand on each other. */
function Stack({ packs }: { packs: PackRules['packs'] }) {
  if (!packs.length) return <Nothing text={t('pages.packs.noPacks')} />;
  return (
    <Typography.Paragraph>
      {t('pages.packs.stack', {
        packs: packs
          .map(({ title, version, layerName }) =>
            t('pages.packs.stacked', { pack: `${title} ${version}`, layer: layerName }),
          )
          .join(' → '),
      })}
    </Typography.Paragraph>
  );
}
