import { Alert, Button, Typography } from 'antd';
import type { CallerView } from '../api/intake';
import { t } from '../app';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { useSmall } from '../shared/useSmall';
import { KnownOrders } from './KnownOrders';

type Person = CallerView['people'][number];

interface Props {
  /** Undefined until a number has been asked about. */
  view?: CallerView;
  serviceItemId?: string;
  /** The name that stands in the form. */
  name: string;
  onChoose: (person: Person) => void;
  onOpen: (id: string) => void;
}

/** 来电识别：who is known by the number, and what they have under way or had last. */
export function Caller({ view, serviceItemId, name, onChoose, onOpen }: Props) {
  if (!view) return <Nothing text={t('pages.intake.callerNone')} />;
  const { people, orders } = view;
  const open = orders.filter(({ isOpen }) => isOpen);
  const over = orders.filter(({ isOpen }) => !isOpen);
  const twice = open.filter((order) => order.serviceItemId === serviceItemId).length;
  return (
    <div data-caller>
      <Section title={t('pages.intake.known')}>
        {people.length === 0 && <Typography.Text type="secondary">{t('pages.intake.unknown')}</Typography.Text>}
        <div style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
          {people.map((person, i) => (
            <PersonLine key={i} person={person} chosen={person.name === name} onChoose={onChoose} />
          ))}
        </div>
      </Section>
      {open.length > 0 && (
        <Section title={t('pages.intake.open', { count: open.length })}>
          {twice > 0 && (
            <Alert
              type="warning"
              role="status"
              showIcon
              message={t('pages.intake.twice', { count: twice })}
              style={{ marginBottom: 8 }}
            />
          )}
          <KnownOrders orders={open} serviceItemId={serviceItemId} onOpen={onOpen} />
        </Section>
      )}
      {over.length > 0 && (
        <Section title={t('pages.intake.over')}>
          <KnownOrders orders={over} onOpen={onOpen} />
        </Section>
      )}
      {people.length > 0 && orders.length === 0 && (
        <Typography.Text type="secondary">{t('pages.intake.noOrders')}</Typography.Text>
      )}
    </div>
  );
}

function PersonLine({
  person,
  chosen,
  onChoose,
}: {
  person: Person;
  chosen: boolean;
  onChoose: (person: Person) => void;
}) {
  const size = useSmall();
  const where = [person.townName, person.address].filter(Boolean).join(' ');
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
      <Typography.Text strong>{person.name}</Typography.Text>
      <Typography.Text type="secondary">{person.isNear ? where : t('pages.intake.elsewhere')}</Typography.Text>
      {person.isNear &&
        (chosen ? (
          <Typography.Text type="success">{t('pages.intake.chosen')}</Typography.Text>
        ) : (
          <Button size={size} onClick={() => onChoose(person)}>
            {t('pages.intake.choose')}
          </Button>
        ))}
    </div>
  );
}
