import { Alert, Button, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { recomputePage, type RecomputedDifference } from '../api/closes';
import { problemOf } from '../api/request';
import { t } from '../app';
import { figure, moment } from '../shared/format';
import { Section } from '../shared/Section';
import { Sheet } from '../shared/Sheet';

interface Look {
  decisions: number;
  differing: number;
  differences: RecomputedDifference[];
  /** From where it goes on; absent at the end. */
  next?: string;
}

/** What is listed; how many there are is said in any case. */
const SHOWN_MAX = 500;

/** 复核: all decisions of the county worked out again, page by page as long as one stays; what comes out otherwise is named. Nothing is written. */
export function Recompute({ regionCode }: { regionCode: string }) {
  const [look, setLook] = useState<Look>();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const wanted = useRef(false);
  useEffect(() => () => void (wanted.current = false), []);
  const run = async (from: Look | undefined) => {
    let at: Look = from ?? { decisions: 0, differing: 0, differences: [] };
    wanted.current = true;
    setBusy(true);
    setTrouble(undefined);
    try {
      do {
        const page = await recomputePage(regionCode, at.next);
        at = {
          decisions: at.decisions + page.decisions,
          differing: at.differing + page.differing,
          differences: [...at.differences, ...page.differences].slice(0, SHOWN_MAX),
          next: page.next,
        };
        setLook(at);
      } while (at.next && wanted.current);
    } catch (error) {
      setTrouble(problemOf(error).message);
    }
    wanted.current = false;
    setBusy(false);
  };
  return (
    <Section
      title={t('pages.closes.recompute')}
      extra={
        <span style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          {busy ? (
            <Button onClick={() => void (wanted.current = false)}>{t('pages.closes.stop')}</Button>
          ) : (
            <>
              {look?.next && <Button onClick={() => void run(look)}>{t('pages.closes.goOn')}</Button>}
              <Button onClick={() => void run(undefined)}>{t('pages.closes.recomputeDo')}</Button>
            </>
          )}
        </span>
      }
    >
      <Typography.Paragraph type="secondary">{t('pages.closes.recomputeHint')}</Typography.Paragraph>
      {trouble && <Alert type="error" showIcon message={trouble} style={{ marginBottom: 12 }} />}
      {look && (
        <div data-recomputed={look.next ? 'part' : 'whole'}>
          <Alert
            role="status"
            type={look.differing ? 'warning' : busy || look.next ? 'info' : 'success'}
            showIcon
            style={{ marginBottom: 12 }}
            message={t(`pages.closes.looked.${busy ? 'busy' : look.next ? 'stopped' : 'whole'}`, {
              decisions: figure(look.decisions),
              differing: figure(look.differing),
            })}
          />
          {look.differences.length > 0 && (
            <Sheet
              name={t('pages.closes.differences')}
              columns={['at', 'name', 'rule', 'what'].map((key) => ({
                key,
                title: t(`pages.closes.difference.${key}`),
              }))}
              rows={look.differences.map(({ id, what, at, name, title }) => ({
                key: `${id} ${what}`,
                cells: { at: moment(at), name, rule: title, what: t(`pages.closes.what.${what}`) },
              }))}
            />
          )}
        </div>
      )}
    </Section>
  );
}
