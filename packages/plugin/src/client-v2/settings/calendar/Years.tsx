import { Button, Input, Typography } from 'antd';
import { t } from '../../app';
import type { Written } from './written';

type Years = Written['years'];

/** Notices of the State Council entered by hand, a year each. */
export function Years({ years, onChange }: { years: Years; onChange: (years: Years) => void }) {
  const set = (at: number, change: Partial<Years[number]>) =>
    onChange(years.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const next = String(Math.max(new Date().getFullYear(), ...years.map(({ year }) => Number(year) || 0)) + 1);
  return (
    <div style={{ marginBottom: 16 }}>
      <Typography.Text>{t('pages.calendar.years')}</Typography.Text>
      <Typography.Paragraph type="secondary">{t('pages.calendar.yearsHint')}</Typography.Paragraph>
      {years.map(({ year, holidays, workdays }, i) => (
        <div key={i} data-year={year} style={{ marginBottom: 12 }}>
          <div style={{ display: 'flex', gap: 8, marginBottom: 4 }}>
            <Input
              aria-label={t('pages.calendar.year')}
              value={year}
              maxLength={4}
              onChange={(event) => set(i, { year: event.target.value })}
              style={{ width: 90 }}
            />
            <Button onClick={() => onChange(years.filter((_, at) => at !== i))}>
              {t('pages.calendar.removeYear')}
            </Button>
          </div>
          <Input.TextArea
            aria-label={t('pages.calendar.holidays')}
            placeholder={t('pages.calendar.holidays')}
            value={holidays}
            rows={3}
            onChange={(event) => set(i, { holidays: event.target.value })}
            style={{ marginBottom: 4 }}
          />
          <Input.TextArea
            aria-label={t('pages.calendar.makeup')}
            placeholder={t('pages.calendar.makeup')}
            value={workdays}
            rows={2}
            onChange={(event) => set(i, { workdays: event.target.value })}
          />
        </div>
      ))}
      <Button onClick={() => onChange([...years, { year: next, holidays: '', workdays: '' }])}>
        {t('pages.calendar.addYear')}
      </Button>
    </div>
  );
}
