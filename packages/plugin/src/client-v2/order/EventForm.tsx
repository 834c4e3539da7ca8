import { Alert, Form, Input, Modal, Rate, Switch } from 'antd';
import { useState } from 'react';
import type { AllowedEvent, EventField } from '../../api/types';
import { sendEvent } from '../api/orders';
import { newKey, problemOf } from '../api/request';
import { TeamPicker } from '../dispatch/TeamPicker';
import { t } from '../app';
import { useOnePress } from '../shared/useOnePress';
import { useToast } from '../shared/useToast';

interface Props {
  orderId: string;
  event: AllowedEvent;
  onClose: () => void;
  onDone: () => void;
}

/**
 * Asks for the data of one event and sends it. The idempotency key lives as long as the form: pressing the button again after a
 * broken line repeats the request instead of making a second one.
 */
export function EventForm({ orderId, event, onClose, onDone }: Props) {
  const [form] = Form.useForm();
  const [key] = useState(newKey);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toast = useToast();

  const submit = useOnePress(async (values: Record<string, unknown>) => {
    setSending(true);
    setProblem(undefined);
    try {
      await sendEvent(orderId, event.type, withoutEmpty(values), key);
      toast(t('pages.order.done', { what: event.label }));
      onDone();
    } catch (error) {
      setProblem(problemOf(error).message);
      setSending(false);
    }
  });

  return (
    <Modal
      open
      title={event.label}
      okText={event.label}
      cancelText={t('pages.common.cancel')}
      confirmLoading={sending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={event.fields.some((field) => field.kind === 'teams') ? 640 : 480}
    >
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 16 }} />}
      {event.fields.length === 0 && <p>{t('pages.order.confirm', { what: event.label })}</p>}
      <Form form={form} layout="vertical" onFinish={submit} disabled={sending} requiredMark>
        {event.fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={field.label}
            valuePropName={field.kind === 'boolean' ? 'checked' : 'value'}
            rules={
              field.required ? [{ required: true, message: t('pages.common.required', { what: field.label }) }] : []
            }
          >
            {control(field, orderId)}
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}

const CONTROLS = {
  text: () => <Input.TextArea rows={3} maxLength={500} />,
  score: () => <Rate />,
  boolean: () => <Switch />,
  teams: (orderId) => <TeamPicker orderId={orderId} maxHeight="50vh" />,
} satisfies Record<EventField['kind'], (orderId: string) => JSX.Element>;

const control = (field: EventField, orderId: string) => CONTROLS[field.kind](orderId);

/** A field left empty is not sent: the server tells "not said" from "said to be empty". */
const withoutEmpty = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
