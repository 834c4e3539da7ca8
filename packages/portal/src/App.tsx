/** Chooses the page for the address and sets how everything looks. */
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { languageInUse } from './i18n';
import { Certificate } from './pages/Certificate';
import { Certificates } from './pages/Certificates';
import { Check } from './pages/Check';
import { Claimable } from './pages/Claimable';
import { Declare } from './pages/Declare';
import { Counter } from './pages/Counter';
import { Give } from './pages/Give';
import { Home } from './pages/Home';
import { Hours } from './pages/Hours';
import { Join } from './pages/Join';
import { NotFound } from './pages/NotFound';
import { Notices } from './pages/Notices';
import { Offers } from './pages/Offers';
import { Order } from './pages/Order';
import { Orders } from './pages/Orders';
import { Place } from './pages/Place';
import { Poster } from './pages/Poster';
import { Redemption } from './pages/Redemption';
import { Redemptions } from './pages/Redemptions';
import { Settings } from './pages/Settings';
import { Shop } from './pages/Shop';
import { SignIn } from './pages/SignIn';
import { SignUp } from './pages/SignUp';
import { Statement } from './pages/Statement';
import { Tasks } from './pages/Tasks';
import { Volunteer } from './pages/Volunteer';
import { Wallet } from './pages/Wallet';
import { settings, turnFlash } from './state/app';
import { route, type PageName, type Route } from './state/route';
import { sizeInEffect } from './state/settings';
import { useStore } from './state/store';
import { Shell } from './ui/Shell';

const PAGES: Record<PageName, (here: Route) => VNode> = {
  home: () => <Home />,
  signIn: () => <SignIn />,
  signUp: () => <SignUp />,
  join: () => <Join />,
  place: ({ id }) => <Place itemId={id} />,
  orders: () => <Orders />,
  order: ({ id }) => <Order id={id} />,
  volunteer: () => <Volunteer />,
  offers: () => <Offers />,
  claimable: () => <Claimable />,
  declare: () => <Declare />,
  tasks: () => <Tasks />,
  wallet: ({ query }) => <Wallet wardId={query.ward} asset={query.asset} />,
  statement: ({ query }) => <Statement asset={query.asset} wardId={query.ward} />,
  certificates: () => <Certificates />,
  certificate: ({ id }) => <Certificate id={id} />,
  notices: () => <Notices />,
  check: ({ query }) => <Check number={query.n ?? ''} token={query.t ?? ''} />,
  give: ({ query }) => <Give teamId={query.team} />,
  shop: ({ id }) => <Shop outletId={id} />,
  redemptions: () => <Redemptions />,
  redemption: ({ id }) => <Redemption id={id} />,
  counter: ({ id }) => <Counter code={id} />,
  poster: ({ id }) => <Poster outletId={id} />,
  hours: () => <Hours />,
  settings: () => <Settings />,
  notFound: () => <NotFound />,
};

export function App() {
  const here = useStore(route);
  useLooks();
  useEffect(turnFlash, [here.href]);
  return (
    <Shell>
      <div key={here.href}>{PAGES[here.page](here)}</div>
    </Shell>
  );
}

/** Carries the settings to the document, where the style sheet reads them. */
function useLooks(): void {
  const chosen = useStore(settings);
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.lang = languageInUse();
    root.dataset.size = String(sizeInEffect(chosen));
    root.dataset.view = chosen.elder ? 'elder' : 'standard';
  }, [chosen]);
}
