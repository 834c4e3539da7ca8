import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { t } from '../app';

/** The element id of a field's control: problems lead there. */
export const idOf = (name: string) => `intake-${name}`;

interface Props {
  name: string;
  label: string;
  required?: boolean;
  hint?: string;
  problem?: string;
  children: ReactNode;
}

/** A label, a control, and below it what is wrong. */
export const Field = ({ name, label, required, hint, problem, children }: Props) => (
  <div style={{ marginBottom: 12, minWidth: 0 }} data-field={name}>
    <label htmlFor={idOf(name)} style={{ display: 'block', marginBottom: 4 }}>
      {required && <Typography.Text type="danger">* </Typography.Text>}
      {label}
      {!required && <Typography.Text type="secondary"> {t('pages.intake.optional')}</Typography.Text>}
    </label>
    {children}
    {problem ? (
      <div role="alert" id={`${idOf(name)}-problem`}>
        <Typography.Text type="danger">{problem}</Typography.Text>
      </div>
    ) : (
      hint && <Typography.Text type="secondary">{hint}</Typography.Text>
    )}
  </div>
);
