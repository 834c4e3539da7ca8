import { Tag, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { previewPlan, type PlanPreview } from '../api/plans';
import { problemOf } from '../api/request';
import { t } from '../app';
import { Section } from '../shared/Section';
import { timesOf, type PlanDraft } from './draft';

/** What is clicked in one go is asked about once. */
const PAUSE_MS = 400;
const COLORS: Record<string, string> = {
  made: 'green',
  skipped: 'default',
  together: 'blue',
  missed: 'red',
  unknown: 'gold',
};

/** 接下来的日期：what the plan comes to, in words, while it is drawn up. */
export function Next({ draft, regionCode }: { draft: PlanDraft; regionCode: string }) {
  const [found, setFound] = useState<{ preview?: PlanPreview; reasons?: string[] }>({});
  const times = JSON.stringify(timesOf(draft));
  useEffect(() => {
    let asked = true;
    const timer = setTimeout(() => {
      previewPlan(regionCode, JSON.parse(times) as ReturnType<typeof timesOf>).then(
        (preview) => asked && setFound({ preview }),
        (error: unknown) => {
          const { message, reasons } = problemOf(error);
          if (asked) setFound({ reasons: reasons ?? [message] });
        },
      );
    }, PAUSE_MS);
    return () => {
      asked = false;
      clearTimeout(timer);
    };
  }, [times, regionCode]);
  const { preview, reasons } = found;
  return (
    <Section title={t('pages.plans.next')}>
      <div aria-live="polite">
        {reasons?.map((reason) => (
          <Typography.Paragraph key={reason} type="secondary">
            {reason}
          </Typography.Paragraph>
        ))}
        {preview && (
          <>
            <Typography.Paragraph strong>{preview.words}</Typography.Paragraph>
            <Dates dates={preview.dates} />
          </>
        )}
      </div>
    </Section>
  );
}

/** Dates in words, one a line. */
export const Dates = ({ dates }: { dates: PlanPreview['dates'] }) =>
  dates.length ? (
    <ol style={{ margin: 0, paddingInlineStart: 24 }}>
      {dates.map(({ date, as, words }) => (
        <li key={date} data-date={as} style={{ marginBottom: 4 }}>
          {as === 'held' ? (
            words
          ) : (
            <Tag color={COLORS[as]} style={{ whiteSpace: 'normal' }}>
              {words}
            </Tag>
          )}
        </li>
      ))}
    </ol>
  ) : (
    <Typography.Text type="secondary">{t('pages.plans.noDates')}</Typography.Text>
  );
