import { Input, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import { accountTerms, setAccountTerms, type AccountLine, type AccountTermsChange } from '../api/bank';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { figure, moment } from '../shared/format';
import { FigureInput } from '../shared/FigureInput';
import { figureOf } from '../shared/figures';
import { Loading } from '../shared/Loading';
import { Troubles } from '../shared/Troubles';
import { useLeaving } from '../shared/useLeaving';
import { useSaving } from '../shared/useSaving';

interface Props {
  regionCode: string;
  line: AccountLine;
  maySet: boolean;
  onClose: () => void;
  onDone: () => void;
}

const REASON_MAX = 300;
const DEBT = { min: 0, max: 100_000, decimals: 2 };
const gap = { marginBottom: 12, width: '100%' } as const;
type Status = AccountTermsChange['status'];

/** 冻结、解冻、停止入账、透支额度, each with a reason that its owner sees; below it how the terms came about. */
export function TermsDialog({ regionCode, line, maySet, onClose, onDone }: Props) {
  const [status, setStatus] = useState<Status>(line.status === 'closed' ? 'open' : line.status);
  const [debt, setDebt] = useState(line.floor ? String(-line.floor) : '0');
  const [reason, setReason] = useState('');
  const label = t('pages.accounts.debt', { unit: line.unit });
  const changeable = maySet && line.status !== 'closed';
  const changed = status !== line.status || debt.trim() !== String(-line.floor || 0);
  useLeaving(onClose);
  const { busy, trouble, save } = useSaving(
    () =>
      setAccountTerms(line.id, {
        regionCode,
        status,
        floor: -(figureOf(label, debt, DEBT) ?? 0),
        reason: reason.trim(),
      }),
    onDone,
  );
  return (
    <Modal
      open
      title={t('pages.accounts.title', { owner: line.owner || line.id.slice(-8), asset: line.assetName })}
      okText={t(changeable ? 'pages.accounts.save' : 'pages.accounts.close')}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: changeable && (!changed || !reason.trim()), danger: status === 'frozen' && changed }}
      confirmLoading={busy}
      onOk={changeable ? save : onClose}
      onCancel={onClose}
    >
      <div data-terms>
        {changeable && (
          <>
            <Radio.Group
              aria-label={t('pages.accounts.status')}
              value={status}
              optionType="button"
              options={(['open', 'frozen', 'refusing'] as const).map((value) => ({
                value,
                label: t(`collections.sidanAccounts.status.${value}`),
              }))}
              onChange={({ target }) => setStatus(target.value as Status)}
              style={gap}
            />
            <Typography.Paragraph type="secondary">{t(`pages.accounts.effect.${status}`)}</Typography.Paragraph>
            {line.mayOverdraw && (
              <div>
                <div>{label}</div>
                <FigureInput label={label} text={debt} bounds={DEBT} onText={setDebt} style={gap} />
              </div>
            )}
            <Input.TextArea
              rows={3}
              maxLength={REASON_MAX}
              value={reason}
              aria-label={t('pages.accounts.reason')}
              placeholder={t('pages.accounts.reasonHint')}
              onChange={({ target }) => setReason(target.value)}
            />
            <Troubles of={trouble} />
          </>
        )}
        <History regionCode={regionCode} line={line} />
      </div>
    </Modal>
  );
}

function History({ regionCode, line }: Pick<Props, 'regionCode' | 'line'>) {
  const terms = useLoad(`account terms ${line.id}`, () => accountTerms(regionCode, line.id));
  return (
    <div style={{ marginTop: 16 }}>
      <Typography.Text strong>{t('pages.accounts.history')}</Typography.Text>
      <Loading from={terms} rows={2}>
        {({ rows }) => (
          <>
            {!rows.length && <div>{t('pages.accounts.noHistory')}</div>}
            {rows.map(({ id, at, by, status, floor, reason }) => (
              <div key={id} style={{ overflowWrap: 'anywhere' }}>
                <Typography.Text type="secondary">{`${moment(at)} ${by} `}</Typography.Text>
                {t('pages.accounts.entry', {
                  status: t(`collections.sidanAccounts.status.${status}`),
                  debt: floor < 0 ? t('pages.accounts.floor', { amount: figure(-floor), unit: line.unit }) : '',
                  reason,
                })}
              </div>
            ))}
          </>
        )}
      </Loading>
    </div>
  );
}
