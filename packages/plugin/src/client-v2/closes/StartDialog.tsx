import { Modal, Typography } from 'antd';
import { closePreview, startClose, type ClosePreview } from '../api/closes';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { figure } from '../shared/format';
import { Loading } from '../shared/Loading';
import { Troubles } from '../shared/Troubles';
import { useLeaving } from '../shared/useLeaving';
import { useSaving } from '../shared/useSaving';

interface Props {
  regionCode: string;
  month: string;
  onClose: () => void;
  onStarted: () => void;
}

/** What the close will do, before it is started: a closed month stays closed. */
export function StartDialog({ regionCode, month, onClose, onStarted }: Props) {
  const preview = useLoad(`close preview ${regionCode} ${month}`, () => closePreview(regionCode));
  useLeaving(onClose);
  const { busy, trouble, save } = useSaving(() => startClose(regionCode, month), onStarted);
  return (
    <Modal
      open
      title={t('pages.closes.startTitle', { month })}
      okText={t('pages.closes.start')}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !preview.data }}
      confirmLoading={busy}
      onOk={save}
      onCancel={onClose}
    >
      <div data-close-preview>
        <Loading from={preview} rows={3}>
          {(found) => (
            <ol style={{ paddingInlineStart: 20 }}>
              {linesOf(found).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          )}
        </Loading>
        <Typography.Paragraph type="secondary">{t('pages.closes.startHint')}</Typography.Paragraph>
        <Troubles of={trouble} />
      </div>
    </Modal>
  );
}

const linesOf = ({ waiting, people, late, expiring, accounts }: ClosePreview): string[] => [
  waiting
    ? t('pages.closes.preview.hours', { waiting: figure(waiting), people: figure(people) }) +
      (late ? t('pages.closes.preview.late', { late: figure(late) }) : '')
    : t('pages.closes.preview.noHours'),
  expiring.length
    ? t('pages.closes.preview.expiring', {
        what: expiring
          .map(({ name, amount, unit }) => t('pages.closes.preview.amount', { name, amount: figure(amount), unit }))
          .join(t('pages.common.list.separator')),
      })
    : t('pages.closes.preview.noExpiring'),
  t('pages.closes.preview.accounts', { accounts: figure(accounts) }),
];
