import { useState } from 'react';
import { intakeDesk } from '../api/intake';
import { useLoad } from '../api/useLoad';
import { CountyChoice } from '../shared/CountyChoice';
import { Loading } from '../shared/Loading';
import { Desk } from './Desk';

/** 代为点单：orders for who calls, comes by, or is called on at home. */
export function Intake() {
  const [asked, setAsked] = useState<string>();
  const desk = useLoad(`intake ${asked ?? ''}`, () => intakeDesk(asked));
  return (
    <div data-intake style={{ maxWidth: 1280 }}>
      <Loading from={desk} rows={10}>
        {(found) => (
          <>
            <CountyChoice counties={found.counties} value={found.regionCode} onChange={setAsked} />
            <Desk key={found.regionCode} desk={found} />
          </>
        )}
      </Loading>
    </div>
  );
}
