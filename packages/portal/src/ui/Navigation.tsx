/** The four places one goes back to: at the thumb on a phone, under the head on a desk. */
import { t, type Key } from '../i18n';
import { token } from '../state/app';
import { paths, route, type PageName } from '../state/route';
import { useStore } from '../state/store';
import { Icon, type IconName } from './Icon';

interface Place {
  href: string;
  label: Key;
  icon: IconName;
  pages: PageName[];
}

const HOME: Place = { href: paths.home, label: 'nav.home', icon: 'home', pages: ['home', 'place'] };
const ORDERS: Place = { href: paths.orders, label: 'nav.orders', icon: 'list', pages: ['orders', 'order'] };
const HELP: Place = {
  href: paths.volunteer,
  label: 'nav.volunteer',
  icon: 'heart',
  pages: [
    'volunteer',
    'offers',
    'claimable',
    'declare',
    'tasks',
    'wallet',
    'statement',
    'certificates',
    'certificate',
    'notices',
    'shop',
    'give',
    'redemptions',
    'redemption',
  ],
};
const MINE: Place = { href: paths.settings, label: 'nav.mine', icon: 'user', pages: ['settings', 'join', 'counter'] };
const SIGN_IN: Place = { href: paths.signIn(), label: 'nav.signIn', icon: 'user', pages: ['signIn', 'signUp', 'join'] };
const SETTINGS: Place = { href: paths.settings, label: 'nav.settings', icon: 'elder', pages: ['settings'] };

export function Navigation() {
  const { page } = useStore(route);
  const places = useStore(token) ? [HOME, ORDERS, HELP, MINE] : [HOME, SIGN_IN, SETTINGS];
  return (
    <nav class="nav" aria-label={t('nav.name')}>
      <ul>
        {places.map(({ href, label, icon, pages }) => (
          <li key={label}>
            <a href={`#${href}`} aria-current={pages.includes(page) ? 'page' : undefined}>
              <Icon name={icon} />
              <span>{t(label)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
