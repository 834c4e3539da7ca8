import { Checkbox, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import type { PlanDesk } from '../api/plans';
import { language, t } from '../app';
import type { Tab, WhenDraft } from './draft';

const TABS: readonly Tab[] = ['weekly', 'monthly', 'festival', 'solarTerm', 'yearly'];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const NTH = [1, 2, 3, 4, -1];
/** Every month has them; -1 is the last. */
const DAYS = [...Array.from({ length: 28 }, (_, i) => i + 1), -1];
const BEFORE_MAX = 15;
const AFTER_MAX = 7;

interface Props {
  when: WhenDraft;
  desk: Pick<PlanDesk, 'festivals' | 'terms'>;
  onChange: (change: Partial<WhenDraft>) => void;
}

const full = { width: '100%' };
const row = { display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' } as const;

/** 周期：when it comes round, chosen by clicking. */
export function When({ when, desk, onChange }: Props) {
  return (
    <div data-when={when.tab}>
      <div style={{ marginBottom: 12, maxWidth: '100%', overflowX: 'auto' }}>
        <Segmented
          value={when.tab}
          options={TABS.map((value) => ({ value, label: t(`pages.plans.kind.${value}`) }))}
          onChange={(tab) => onChange({ tab, offsetDays: 0 })}
        />
      </div>
      {PARTS[when.tab]({ when, desk, onChange })}
      {['festival', 'solarTerm', 'yearly'].includes(when.tab) && (
        <div style={{ ...row, marginTop: 12 }}>
          <Select
            aria-label={t('pages.plans.offset')}
            value={when.offsetDays}
            options={offsets(when.offsetDays)}
            style={{ width: 200, maxWidth: '100%' }}
            onChange={(offsetDays: number) => onChange({ offsetDays })}
          />
        </div>
      )}
    </div>
  );
}

/** The part of each way to say it. */
const PARTS: Record<Tab, (props: Props) => ReactNode> = {
  weekly: ({ when, onChange }) => (
    <div style={row}>
      {WEEKDAYS.map((day) => (
        <Checkbox
          key={day}
          checked={when.weekdays.includes(day)}
          onChange={({ target }) =>
            onChange({
              weekdays: target.checked ? [...when.weekdays, day] : when.weekdays.filter((one) => one !== day),
            })
          }
        >
          {t(`api.weekday.${day}`)}
        </Checkbox>
      ))}
    </div>
  ),
  monthly: ({ when, onChange }) => (
    <>
      <div style={{ marginBottom: 12 }}>
        <Segmented
          value={when.by}
          options={[
            { value: 'weekday' as const, label: t('pages.plans.byWeekday') },
            { value: 'day' as const, label: t('pages.plans.byDay') },
          ]}
          onChange={(by) => onChange({ by })}
        />
      </div>
      {when.by === 'day' ? (
        <Select
          mode="multiple"
          aria-label={t('pages.plans.byDay')}
          value={when.days}
          options={DAYS.map((day) => ({
            value: day,
            label: day === -1 ? t('api.plan.lastDay') : t('api.plan.dayOfMonth', { day }),
          }))}
          optionFilterProp="label"
          style={full}
          onChange={(days: number[]) => onChange({ days })}
        />
      ) : (
        <div style={row}>
          <Select
            aria-label={t('pages.plans.nth')}
            value={when.nth}
            options={NTH.map((nth) => ({ value: nth, label: t(`api.plan.nth.${nth === -1 ? 'last' : nth}`) }))}
            style={{ width: 140 }}
            onChange={(nth: number) => onChange({ nth })}
          />
          <Select
            aria-label={t('pages.plans.weekday')}
            value={when.weekday}
            options={WEEKDAYS.map((day) => ({ value: day, label: t(`api.weekday.${day}`) }))}
            style={{ width: 140 }}
            onChange={(weekday: number) => onChange({ weekday })}
          />
        </div>
      )}
    </>
  ),
  festival: ({ when, desk, onChange }) => (
    <Select
      mode="multiple"
      aria-label={t('pages.plans.kind.festival')}
      placeholder={t('pages.plans.choose')}
      value={when.festivals}
      options={desk.festivals}
      optionFilterProp="label"
      style={full}
      onChange={(festivals: string[]) => onChange({ festivals })}
    />
  ),
  solarTerm: ({ when, desk, onChange }) => (
    <Select
      mode="multiple"
      aria-label={t('pages.plans.kind.solarTerm')}
      placeholder={t('pages.plans.choose')}
      value={when.terms}
      options={desk.terms}
      optionFilterProp="label"
      style={full}
      onChange={(terms: string[]) => onChange({ terms })}
    />
  ),
  yearly: ({ when, onChange }) => (
    <Select
      mode="multiple"
      aria-label={t('pages.plans.kind.yearly')}
      placeholder={t('pages.plans.choose')}
      value={when.dates}
      options={yearDays()}
      optionFilterProp="label"
      style={full}
      onChange={(dates: string[]) => onChange({ dates })}
    />
  ),
};

/** Every day that each year has. */
function yearDays(): { value: string; label: string }[] {
  const format = new Intl.DateTimeFormat(language(), { month: 'long', day: 'numeric', timeZone: 'UTC' });
  return Array.from({ length: 365 }, (_, i) => {
    const at = new Date(Date.UTC(2001, 0, 1 + i));
    return { value: at.toISOString().slice(5, 10), label: format.format(at) };
  });
}

/** On the day, so many days before or after; and what it is now. */
function offsets(now: number): { value: number; label: string }[] {
  const usual = Array.from({ length: BEFORE_MAX + AFTER_MAX + 1 }, (_, i) => i - BEFORE_MAX);
  const all = [...new Set([...usual, now])].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
  return all.map((days) => ({
    value: days,
    label: !days
      ? t('pages.plans.onDay')
      : t(days < 0 ? 'pages.plans.before' : 'pages.plans.after', { count: Math.abs(days) }),
  }));
}
