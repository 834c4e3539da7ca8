import { Alert, Button, Grid, Input, Radio, Segmented, Select, Typography } from 'antd';
import type { ConsentWay, IntakeDesk } from '../api/intake';
import { t } from '../app';
import { OrderDrawer } from '../order/OrderDrawer';
import { Section } from '../shared/Section';
import { Caller } from './Caller';
import { Field, idOf } from './Field';
import { Helped } from './Helped';
import { OrderField } from './OrderField';
import { Payment } from './Payment';
import { PersonFields } from './PersonFields';
import { Similar } from './Similar';
import { useIntake } from './useIntake';
import { UNPAID, type Channel } from './values';

const CHANNELS: Channel[] = ['hotline', 'clerk', 'grid'];
const WAYS: ConsentWay[] = ['phone', 'spoken', 'signed', 'guardian'];

/** The sheet on which an order is taken down, and beside it who is calling. On a phone they stand below each other. */
export function Desk({ desk }: { desk: IntakeDesk }) {
  const intake = useIntake(desk);
  const { draft, problems, change } = intake;
  const wide = Grid.useBreakpoint().lg ?? true;
  const caller = (
    <Caller
      view={intake.caller}
      serviceItemId={draft.serviceItemId}
      name={draft.requester.name}
      onChoose={intake.choose}
      onOpen={intake.open}
    />
  );
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: wide ? '3fr 2fr' : 'minmax(0, 1fr)',
        gap: 32,
        alignItems: 'start',
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void intake.place();
      }}
    >
      <div style={{ minWidth: 0 }}>
        {intake.placed && (
          <Alert
            type="success"
            role="status"
            showIcon
            message={t('pages.intake.placed', { orderNo: intake.placed.orderNo, state: intake.placed.stateName })}
            action={
              <Button size="small" onClick={() => intake.open(intake.placed!.id)}>
                {t('pages.action.open')}
              </Button>
            }
            style={{ marginBottom: 16 }}
          />
        )}
        <Section title={t('pages.intake.who')}>
          <div style={{ marginBottom: 12, maxWidth: '100%', overflowX: 'auto' }}>
            <Segmented
              value={draft.channel}
              onChange={(channel) => change({ channel })}
              options={CHANNELS.map((value) => ({ value, label: t(`pages.intake.channel.${value}`) }))}
            />
          </div>
          <Field
            name="requesterPhone"
            label={t('pages.intake.requester.phone')}
            hint={t('pages.intake.phoneHint')}
            problem={problems.requesterPhone}
          >
            <Input
              id={idOf('requesterPhone')}
              type="tel"
              inputMode="tel"
              autoComplete="off"
              maxLength={20}
              value={draft.requester.phone}
              status={problems.requesterPhone ? 'error' : undefined}
              aria-invalid={Boolean(problems.requesterPhone)}
              aria-describedby={problems.requesterPhone ? `${idOf('requesterPhone')}-problem` : undefined}
              onChange={({ target }) => intake.dial(target.value)}
              onPressEnter={intake.ask}
              onBlur={intake.ask}
            />
          </Field>
          {!wide && caller}
          <PersonFields
            who="requester"
            person={draft.requester}
            problems={problems}
            withPhone={false}
            onChange={(part) => change({ requester: { ...draft.requester, ...part }, beneficiaryId: '' })}
          />
          <Helped draft={draft} family={intake.quote.family} problems={problems} onChange={change} />
        </Section>
        <Section title={t('pages.intake.what')}>
          <Field
            name="serviceItemId"
            label={t('pages.intake.item')}
            required
            hint={desk.items.find(({ id }) => id === draft.serviceItemId)?.description}
            problem={problems.serviceItemId}
          >
            <Select
              id={idOf('serviceItemId')}
              status={problems.serviceItemId ? 'error' : undefined}
              value={draft.serviceItemId}
              options={desk.items.map(({ id, name }) => ({ value: id, label: name }))}
              showSearch
              optionFilterProp="label"
              style={{ width: '100%' }}
              onChange={(serviceItemId: string) => change({ serviceItemId, paying: UNPAID })}
            />
          </Field>
          {desk.fields.map((field) => (
            <OrderField
              key={field.name}
              field={field}
              value={draft.values[field.name]}
              problem={problems[field.name]}
              onValue={(value) => change({ values: { ...draft.values, [field.name]: value } })}
            />
          ))}
        </Section>
        {intake.quote.payment && (
          <Payment
            payment={intake.quote.payment}
            paying={draft.paying}
            forOther={draft.forOther}
            problems={problems}
            onChange={(part) => change({ paying: { ...draft.paying, ...part } })}
          />
        )}
        <Field name="consent" label={t('pages.intake.consent')} required problem={problems.consent}>
          <Radio.Group
            id={idOf('consent')}
            aria-label={t('pages.intake.consent')}
            value={draft.consent}
            options={WAYS.map((value) => ({ value, label: t(`api.consent.${value}`) }))}
            onChange={({ target }) => change({ consent: target.value as ConsentWay })}
          />
        </Field>
        {intake.message && <Alert type="error" showIcon message={intake.message} style={{ marginBottom: 12 }} />}
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
          <Button type="primary" size="large" loading={intake.busy} onClick={() => void intake.place()}>
            {t('pages.intake.place')}
          </Button>
          <Button size="large" onClick={intake.clear}>
            {t('pages.intake.clear')}
          </Button>
          {wide && <Typography.Text type="secondary">{t('pages.intake.keys')}</Typography.Text>}
        </div>
      </div>
      {wide && <div style={{ minWidth: 0, position: 'sticky', top: 16 }}>{caller}</div>}
      {intake.similar && (
        <Similar
          orders={intake.similar}
          busy={intake.busy}
          onOpen={intake.open}
          onPlace={() => void intake.place(true)}
          onClose={intake.goBack}
        />
      )}
      <OrderDrawer orderId={intake.opened} onClose={intake.close} onChanged={intake.refresh} />
    </div>
  );
}
