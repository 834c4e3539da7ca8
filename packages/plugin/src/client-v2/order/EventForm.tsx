import { Alert, Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import type { AllowedEvent, EventField } from '../../api/types';
import { sendEvent } from '../api/orders';
import { newKey, problemOf } from '../api/request';
import { boundsOf, isWhole } from './whole';
import { Mark } from './Mark';
import { TeamField } from '../dispatch/TeamPicker';
import { t } from '../app';
import { useOnePress } from '../shared/useOnePress';
import { useToast } from '../shared/useToast';
import { WholeInput, wholeTrouble } from '../shared/WholeInput';

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
        {event.fields.flatMap(drawnFields).map(({ path, ...field }) => (
          <Form.Item
            key={path.join('.')}
            name={path}
            label={field.label}
            valuePropName={field.kind === 'boolean' ? 'checked' : 'value'}
            rules={[...(field.required ? [needed(field)] : []), ...(isWhole(field) ? [whole(field)] : [])]}
          >
            {control(field, orderId)}
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}

/** Of an item null is an answer: it cannot be judged. */
const needed = ({ label, items }: EventField) => {
  const message = t('pages.common.required', { what: label });
  if (!items) return { required: true, message };
  return {
    required: true,
    validator: (_rule: unknown, value: unknown) =>
      value === undefined ? Promise.reject(new Error(message)) : Promise.resolve(),
  };
};

const whole = (field: EventField) => ({
  validator: (_rule: unknown, value: unknown) => {
    const trouble = wholeTrouble(value, boundsOf(field));
    return trouble === undefined ? Promise.resolve() : Promise.reject(new Error(trouble));
  },
});

const choose = ({ options }: EventField, mode?: 'multiple') => (
  <Select mode={mode} options={options} showSearch optionFilterProp="label" />
);

const CONTROLS = {
  text: (_orderId, { lengthMax }) => <Input.TextArea rows={3} maxLength={lengthMax} />,
  minutes: () => <WholeInput />,
  whole: () => <WholeInput />,
  choice: (_orderId, field) => choose(field),
  site: (_orderId, field) => choose(field),
  item: (_orderId, field) => choose(field),
  order: (_orderId, field) => choose(field),
  people: (_orderId, field) => choose(field, 'multiple'),
  score: (_orderId, field) => <Mark field={field} />,
  boolean: () => <Switch />,
  teams: (orderId) => <TeamField orderId={orderId} maxHeight="50vh" />,
} satisfies Record<EventField['kind'], (orderId: string, field: EventField) => JSX.Element>;

const control = (field: EventField, orderId: string) => CONTROLS[field.kind](orderId, field);

/** A rating of parts is one field for each of them. */
const drawnFields = (field: EventField): (EventField & { path: string[] })[] =>
  field.items
    ? field.items.map(({ name, label }) => ({ ...field, label, path: [field.name, name] }))
    : [{ ...field, path: [field.name] }];

/** A field left empty is not sent: the server tells "not said" from "said to be empty". */
const withoutEmpty = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
