import { Typography } from 'antd';
import { importProgress } from '../api/imports';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';

/** The first of a sheet's faulty rows, each with everything that is wrong with it. */
export function Reasons({ id, faulty }: { id: string; faulty: number }) {
  const view = useLoad(`import ${id} ${faulty}`, () => importProgress(id));
  return (
    <div data-import-reasons style={{ marginTop: 12, maxHeight: 360, overflowY: 'auto' }} tabIndex={0}>
      <Loading from={view} rows={2}>
        {({ problems }) => (
          <>
            {problems.map(({ row, reasons }) => (
              <Typography.Paragraph key={row} style={{ marginBottom: 4 }}>
                <Typography.Text strong>{t('pages.imports.row', { row })}</Typography.Text> {reasons.join(' ')}
              </Typography.Paragraph>
            ))}
            {faulty > problems.length && (
              <Typography.Text type="secondary">
                {t('pages.imports.more', { count: faulty - problems.length })}
              </Typography.Text>
            )}
          </>
        )}
      </Loading>
    </div>
  );
}
