import { Alert, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { Period } from '../api/bank';
import { t } from '../app';
import { monthBefore, thisMonth, thisYear } from './period';

const SPANS = { month: thisMonth, before: monthBefore, year: thisYear } as const;
type Choice = keyof typeof SPANS | 'own';

/** 期间: this month, the one before, this year, or from one day to another. */
export function PeriodChoice({ value, onChange }: { value: Period; onChange: (period: Period) => void }) {
  const [choice, setChoice] = useState<Choice>('month');
  // What is typed, which may not be a period yet.
  const [typed, setTyped] = useState(value);
  const reversed = choice === 'own' && typed.from > typed.to;
  const choose = (next: Choice) => {
    setChoice(next);
    setTyped(value);
    if (next !== 'own') onChange(SPANS[next]());
  };
  const day = (name: 'from' | 'to') => (
    <Input
      type="date"
      value={typed[name]}
      status={reversed ? 'error' : undefined}
      aria-label={t(`pages.bank.${name}`)}
      style={{ width: 160 }}
      onChange={({ target }) => {
        const next = { ...typed, [name]: target.value };
        if (!target.value) return;
        setTyped(next);
        if (next.from <= next.to) onChange(next);
      }}
    />
  );
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 16, alignItems: 'center' }}>
      <Segmented
        value={choice}
        options={(['month', 'before', 'year', 'own'] as const).map((name) => ({
          value: name,
          label: t(`pages.bank.span.${name}`),
        }))}
        onChange={choose}
      />
      {choice === 'own' && (
        <>
          {day('from')}
          <span>{t('pages.bank.until')}</span>
          {day('to')}
          {reversed && <Alert type="error" showIcon message={t('pages.bank.reversed')} />}
        </>
      )}
    </div>
  );
}
