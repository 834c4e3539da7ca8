import { Statistic, theme } from 'antd';
import { workbench } from '../api/orders';
import { useLoad } from '../api/useLoad';
import { Loading } from '../shared/Loading';

/** The day's figures. */
export function Figures() {
  const today = useLoad('today', workbench, 60);
  const { token } = theme.useToken();
  return (
    <Loading from={today} rows={2}>
      {({ figures }) => (
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(132px, 1fr))', gap: 12 }}>
          {figures.map((figure) => (
            <div
              key={figure.key}
              data-figure={figure.key}
              style={{ background: token.colorFillAlter, borderRadius: token.borderRadiusLG, padding: '14px 16px' }}
            >
              <Statistic title={figure.label} value={figure.value} />
            </div>
          ))}
        </div>
      )}
    </Loading>
  );
}
