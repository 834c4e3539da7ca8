/** The paper itself: what 《志愿服务记录证明》 has to hold, Chinese first. */
import type { ComponentChildren } from 'preact';
import type { CertificateService, CertificateSheet } from '@sidan/plugin-sidan/api';
import type { Key, Translate } from '../i18n';
import { formatDay, formatMinutes } from '../i18n/format';
import { Qr } from './Qr';

export interface Tongues {
  zh: Translate;
  en: Translate;
}

interface PaperProps {
  sheet: CertificateSheet;
  tongues: Tongues;
  /** Where it can be checked. */
  proof?: string;
}

const ORIGINS: Record<CertificateService['origin'], Key> = {
  app: 'certificate.origin.app',
  staff: 'certificate.origin.staff',
  stated: 'certificate.origin.stated',
  declared: 'certificate.origin.declared',
  imported: 'certificate.origin.imported',
};

/** Hours with at most two digits after the point. */
const hoursOf = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;

export function CertificatePaper({ sheet, tongues, proof }: PaperProps) {
  const { zh, en } = tongues;
  const { content, state } = sheet;
  const { holder, issuer, services } = content;
  const both = (key: Key, params?: Record<string, string | number>) => (
    <Both zh={zh(key, params)} en={en(key, params)} />
  );
  const days = (from: string, to: string) => (
    <Both
      zh={zh('certificate.period', { from: formatDay(from, 'zh-CN'), to: formatDay(to, 'zh-CN') })}
      en={en('certificate.period', { from: formatDay(from, 'en-US'), to: formatDay(to, 'en-US') })}
    />
  );
  const day = (date: string) => <Both zh={formatDay(date, 'zh-CN')} en={formatDay(date, 'en-US')} />;
  return (
    <article class="paper" lang="zh-CN">
      {state === 'revoked' && <p class="paper-void">{both('certificate.voidMark')}</p>}
      <header>
        <h2 class="paper-title">{both('certificate.sheet.title')}</h2>
        <p class="paper-number">
          {both('certificate.number')} <strong>{content.number}</strong>
        </p>
      </header>

      <h3>{both('certificate.sheet.holder')}</h3>
      <dl class="paper-facts">
        <Fact label={both('certificate.sheet.name')}>{holder.name}</Fact>
        <Fact label={both('certificate.sheet.volunteerNo')}>{holder.volunteerNo}</Fact>
        <Fact label={both('certificate.sheet.documentKind')}>
          {both(holder.document ? 'certificate.sheet.idCard' : 'certificate.sheet.unregistered')}
        </Fact>
        <Fact label={both('certificate.sheet.document')}>
          {holder.document ?? both('certificate.sheet.unregistered')}
        </Fact>
      </dl>

      <h3>{both('certificate.sheet.service')}</h3>
      <dl class="paper-facts">
        <Fact label={both('certificate.sheet.period')}>{days(content.from, content.to)}</Fact>
        <Fact label={both('certificate.sheet.total')}>
          <strong>{both('certificate.sheet.hours', { hours: hoursOf(content.minutes) })}</strong>
          <Both
            zh={`${formatMinutes(content.minutes, zh)} · ${zh('certificate.sheet.services', { count: services.length })}`}
            en={`${formatMinutes(content.minutes, en)} · ${en('certificate.sheet.services', { count: services.length })}`}
          />
        </Fact>
      </dl>
      <Services services={services} tongues={tongues} both={both} />

      <h3>{both('certificate.sheet.issuer')}</h3>
      <dl class="paper-facts">
        <Fact label={both('certificate.sheet.issuerName')}>{issuer?.name}</Fact>
        <Fact label={both('certificate.sheet.contact')}>{issuer?.contact}</Fact>
        <Fact label={both('certificate.sheet.principal')}>{issuer?.principal}</Fact>
        <Fact label={both('certificate.sheet.handler')}>{issuer?.handler}</Fact>
        <Fact label={both('certificate.sheet.issuedOn')}>{content.issuedOn && day(content.issuedOn)}</Fact>
        <Fact label={both('certificate.sheet.remarks')}>{content.remarks ?? both('certificate.sheet.noRemarks')}</Fact>
      </dl>

      <footer class="paper-foot">
        {proof && (
          <div class="paper-proof">
            <Qr text={proof} label={zh('check.link')} />
            <div>
              <p>
                {both('certificate.sheet.token')} <strong>{inFours(sheet.token ?? '')}</strong>
              </p>
              <p class="paper-small">{both('certificate.sheet.check')}</p>
              <p class="paper-small">{both('certificate.sheet.free')}</p>
            </div>
          </div>
        )}
        <p class="paper-seal">{both('certificate.sheet.seal')}</p>
      </footer>
    </article>
  );
}

/** Sixteen characters are typed more surely in fours. */
const inFours = (token: string): string => token.replace(/(.{4})(?=.)/g, '$1-');

function Both({ zh, en }: { zh: string; en: string }) {
  return (
    <span class="both">
      <span>{zh}</span>{' '}
      <span class="both-en" lang="en">
        {en}
      </span>
    </span>
  );
}

function Fact({ label, children }: { label: ComponentChildren; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ServicesProps {
  services: CertificateService[];
  tongues: Tongues;
  both: (key: Key) => ComponentChildren;
}

function Services({ services, tongues: { zh, en }, both }: ServicesProps) {
  return (
    // On a phone it is pushed sideways by itself, and by keys.
    <div class="paper-table" role="region" aria-label={zh('certificate.sheet.service')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th>{both('certificate.sheet.date')}</th>
            <th>{both('certificate.sheet.content')}</th>
            <th>{both('certificate.sheet.place')}</th>
            <th>{both('certificate.sheet.time')}</th>
            <th>{both('certificate.sheet.origin')}</th>
          </tr>
        </thead>
        <tbody>
          {services.map((one, index) => (
            <tr key={index}>
              <td>{one.date}</td>
              <td>
                <Both zh={one.service} en={one.serviceEn ?? ''} />
              </td>
              <td>
                <Both zh={one.place ?? ''} en={one.placeEn ?? ''} />
              </td>
              <td>
                <Both zh={formatMinutes(one.minutes, zh)} en={formatMinutes(one.minutes, en)} />
              </td>
              <td>{both(ORIGINS[one.origin])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
