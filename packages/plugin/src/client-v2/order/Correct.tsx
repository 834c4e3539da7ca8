import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { OrderDetail } from '../../api/types';
import { correctOrder } from '../api/orders';
import { newKey, problemOf } from '../api/request';
import { t } from '../app';
import { useOnePress } from '../shared/useOnePress';
import { useToast } from '../shared/useToast';

/** Puts a wrongly moved order into another state of its lifecycle, with a reason that its history shows. For administrators and supervisors. */
export function Correct({ order, onChanged }: { order: OrderDetail; onChanged: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  if (!order.correctTo?.length) return null;
  return (
    <>
      <Button type="link" onClick={() => setIsOpen(true)} data-event="correct">
        {t('pages.order.correct')}
      </Button>
      {isOpen && (
        <CorrectForm
          order={order}
          onClose={() => setIsOpen(false)}
          onDone={() => {
            setIsOpen(false);
            onChanged();
          }}
        />
      )}
    </>
  );
}

function CorrectForm({ order, onClose, onDone }: { order: OrderDetail; onClose: () => void; onDone: () => void }) {
  const [form] = Form.useForm();
  const [key] = useState(newKey);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toast = useToast();
  const needed = (what: string) => [{ required: true, message: t('pages.common.required', { what }) }];

  const submit = useOnePress(async ({ state, reason }: { state: string; reason: string }) => {
    setSending(true);
    setProblem(undefined);
    try {
      await correctOrder(order.id, state, reason, key);
      toast(t('pages.order.done', { what: t('pages.order.correct') }));
      onDone();
    } catch (error) {
      setProblem(problemOf(error).message);
      setSending(false);
    }
  });

  return (
    <Modal
      open
      title={t('pages.order.correct')}
      okText={t('pages.order.correct')}
      cancelText={t('pages.common.cancel')}
      confirmLoading={sending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={480}
    >
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 16 }} />}
      <p>{t('pages.order.correctNote', { state: order.stateName })}</p>
      <Form form={form} layout="vertical" onFinish={submit} disabled={sending} requiredMark>
        <Form.Item name="state" label={t('pages.order.correctTo')} rules={needed(t('pages.order.correctTo'))}>
          <Select options={order.correctTo} showSearch optionFilterProp="label" />
        </Form.Item>
        <Form.Item name="reason" label={t('pages.order.correctReason')} rules={needed(t('pages.order.correctReason'))}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
