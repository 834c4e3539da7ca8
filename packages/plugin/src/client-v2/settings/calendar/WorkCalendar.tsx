import { Alert, Button, Form, Input, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { saveCalendar, workCalendar, type WorkCalendar as Calendar } from '../../api/calendar';
import { keptCounties } from '../../api/packs';
import { problemOf, type Problem } from '../../api/request';
import { useLoad } from '../../api/useLoad';
import { t } from '../../app';
import { Loading } from '../../shared/Loading';
import { Nothing } from '../../shared/Nothing';
import { Section } from '../../shared/Section';
import { useToast } from '../../shared/useToast';
import { isDates, settingOf, written, type Written } from './written';
import { Years } from './Years';

/** 工作日历: office hours, days of the county's own, and the notices of years that the software does not know yet. */
export function WorkCalendar({ onSaved }: { onSaved: () => void }) {
  const all = useLoad('counties', keptCounties);
  const [chosen, choose] = useState<string>();
  return (
    <Section title={t('pages.calendar.title')}>
      <Typography.Paragraph type="secondary">{t('pages.calendar.hint')}</Typography.Paragraph>
      <Loading from={all} rows={3}>
        {(rows) => {
          const regionCode = chosen ?? rows[0]?.regionCode;
          if (!regionCode) return <Nothing text={t('pages.lifecycles.noCounty')} />;
          return (
            <>
              {rows.length > 1 && (
                <Select
                  aria-label={t('pages.lifecycles.county')}
                  value={regionCode}
                  options={rows.map((row) => ({ value: row.regionCode, label: row.name }))}
                  showSearch
                  optionFilterProp="label"
                  onChange={choose as (code: never) => void}
                  style={{ minWidth: 200, marginBottom: 12 }}
                />
              )}
              <County key={regionCode} regionCode={regionCode} onSaved={onSaved} />
            </>
          );
        }}
      </Loading>
    </Section>
  );
}

function County({ regionCode, onSaved }: { regionCode: string; onSaved: () => void }) {
  const found = useLoad(regionCode, () => workCalendar(regionCode));
  return (
    <Loading from={found} rows={6}>
      {(calendar) => (
        <Fields
          calendar={calendar}
          onSaved={() => {
            found.reload();
            onSaved();
          }}
        />
      )}
    </Loading>
  );
}

const COLORS = { county: 'processing', software: 'success', nowhere: 'error' } as const;

function Fields({ calendar, onSaved }: { calendar: Calendar; onSaved: () => void }) {
  const [form] = Form.useForm();
  const initial = written(calendar);
  const [years, setYears] = useState(initial.years);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Pick<Problem, 'message' | 'reasons'>>();
  const toast = useToast();

  const save = async (fields: Omit<Written, 'years'>) => {
    setProblem(undefined);
    const texts = [fields.daysOff, fields.workdays, ...years.flatMap((one) => [one.holidays, one.workdays])];
    if (!texts.every(isDates)) return setProblem({ message: t('pages.calendar.datesWrong') });
    setSaving(true);
    try {
      await saveCalendar({ regionCode: calendar.regionCode, ...settingOf({ ...fields, years }) });
      toast(t('pages.settings.saved'));
      onSaved();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setSaving(false);
    }
  };

  return (
    <Form form={form} layout="vertical" initialValues={initial} onFinish={save} style={{ maxWidth: 640 }}>
      <Typography.Paragraph>
        {calendar.known.map(({ year, from }) => (
          <Tag key={year} color={COLORS[from]} style={{ marginBottom: 4 }}>
            {t(`pages.calendar.known.${from}`, { year })}
          </Tag>
        ))}
      </Typography.Paragraph>
      {problem && (
        <Alert
          type="error"
          showIcon
          message={problem.message}
          description={problem.reasons?.map((reason) => (
            <div key={reason}>{reason}</div>
          ))}
          style={{ marginBottom: 16 }}
        />
      )}
      <Form.Item
        name="hours"
        label={t('pages.calendar.hours')}
        rules={[{ required: true, message: t('pages.common.required', { what: t('pages.calendar.hours') }) }]}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="timeZone" label={t('pages.calendar.zone')}>
        <Select
          options={['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Macau'].map((zone) => ({
            value: zone,
            label: t(`pages.calendar.zone.${zone}`),
          }))}
          style={{ maxWidth: 280 }}
        />
      </Form.Item>
      <Form.Item name="daysOff" label={t('pages.calendar.daysOff')}>
        <Input.TextArea rows={2} />
      </Form.Item>
      <Form.Item name="workdays" label={t('pages.calendar.workdays')}>
        <Input.TextArea rows={2} />
      </Form.Item>
      <Years years={years} onChange={setYears} />
      <Button type="primary" htmlType="submit" loading={saving}>
        {t('pages.settings.save')}
      </Button>
    </Form>
  );
}
