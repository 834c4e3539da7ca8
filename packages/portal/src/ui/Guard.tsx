/** Pages for those who have signed in, and for those of whom the county has a person record. Others are led there and back. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Me } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { me, refreshMe, token } from '../state/app';
import { go, paths, route } from '../state/route';
import { useStore } from '../state/store';
import { Async } from './Async';
import { useResource } from './hooks';
import { Page } from './Page';

interface GuardProps {
  title: string;
  /** Also needs the person record that `join` makes. */
  person?: boolean;
  children: (me: Me) => ComponentChildren;
}

export function Guard(props: GuardProps) {
  const signedIn = useStore(token) !== undefined;
  useEffect(() => {
    if (!signedIn && route.get().page !== 'signIn') go(paths.signIn(route.get().href), true);
  }, [signedIn]);
  return signedIn ? <Known {...props} /> : null;
}

function Known({ title, person = false, children }: GuardProps) {
  const known = useStore(me);
  const resource = useResource('me', () => (me.get() ? Promise.resolve(me.get()!) : refreshMe()), known);
  const data = known ?? resource.data;
  const mustJoin = person && data !== undefined && data.person === null;
  useEffect(() => {
    if (mustJoin) go(paths.join(route.get().href), true);
  }, [mustJoin]);
  if (mustJoin) return null;
  if (data) return <>{children(data)}</>;
  return (
    <Page title={title || t('app.name')}>
      <Async resource={resource}>{() => null}</Async>
    </Page>
  );
}
