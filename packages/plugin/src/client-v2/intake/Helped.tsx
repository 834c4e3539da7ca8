import { Checkbox, Select } from 'antd';
import type { IntakeQuote } from '../api/intake';
import { t } from '../app';
import { Field, idOf } from './Field';
import { PersonFields } from './PersonFields';
import type { Draft } from './values';

interface Props {
  draft: Draft;
  family: IntakeQuote['family'];
  problems: Record<string, string>;
  onChange: (change: Partial<Draft>) => void;
}

/** 受助人: who is helped where that is not who asks: one of their household as it stands in the book, or somebody who is named. */
export function Helped({ draft, family = [], problems, onChange }: Props) {
  const { forOther, beneficiary, beneficiaryId } = draft;
  return (
    <>
      <div style={{ marginBottom: 12 }}>
        <Checkbox
          checked={forOther}
          onChange={({ target }) => onChange({ forOther: target.checked, beneficiaryId: '' })}
        >
          {t('pages.intake.forOther')}
        </Checkbox>
      </div>
      {forOther && family.length > 0 && (
        <Field name="beneficiaryId" label={t('pages.intake.family')} required problem={problems.beneficiaryId}>
          <Select
            id={idOf('beneficiaryId')}
            value={beneficiaryId}
            options={[
              ...family.map(({ personId, name, relation }) => ({ value: personId, label: `${name} · ${relation}` })),
              { value: '', label: t('pages.intake.familyOther') },
            ]}
            style={{ width: '100%' }}
            onChange={(chosen: string) => onChange({ beneficiaryId: chosen })}
          />
        </Field>
      )}
      {forOther && !beneficiaryId && (
        <PersonFields
          who="beneficiary"
          person={beneficiary}
          problems={problems}
          withPhone
          onChange={(part) => onChange({ beneficiary: { ...beneficiary, ...part } })}
        />
      )}
    </>
  );
}
