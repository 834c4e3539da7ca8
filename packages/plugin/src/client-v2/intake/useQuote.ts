import { useEffect, useRef, useState } from 'react';
import { quoteAt, type IntakeQuote } from '../api/intake';
import { quoteOf, type Draft } from './values';

/** Typing has stopped. */
const QUOTE_MS = 300;

/** 预计支付, asked again when what it depends on has changed; an older answer does not overtake a newer, and what could not be asked is not shown. */
export function useQuote(regionCode: string, draft: Draft): IntakeQuote {
  const [quote, setQuote] = useState<{ serviceItemId: string; answer: IntakeQuote }>();
  const latest = useRef(0);
  const request = quoteOf(draft);
  const asked = JSON.stringify(request);
  useEffect(() => {
    const turn = (latest.current += 1);
    const { serviceItemId, requester } = request;
    if (!serviceItemId && !requester.name) {
      setQuote(undefined);
      return undefined;
    }
    const timer = setTimeout(() => {
      quoteAt({ ...request, regionCode }).then(
        (answer) => turn === latest.current && setQuote({ serviceItemId, answer }),
        () => turn === latest.current && setQuote(undefined),
      );
    }, QUOTE_MS);
    return () => clearTimeout(timer);
  }, [asked, regionCode]);
  const { family, payment } = quote?.answer ?? {};
  // What another service costs is not shown for this one, not for a moment.
  const isOfThis = quote?.serviceItemId === request.serviceItemId;
  return { ...(family ? { family } : {}), ...(payment && isOfThis ? { payment } : {}) };
}
