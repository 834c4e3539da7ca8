/** Reads a code by the camera, where the browser can; typing always works. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from './Button';
import { Notice } from './Notice';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

type DetectorClass = new (options: { formats: string[] }) => Detector;

const detectorClass = (): DetectorClass | undefined =>
  (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Whether this browser can read pictures at all; a page that is not served safely is given no camera. */
export const canScan = (): boolean => Boolean(detectorClass() && navigator.mediaDevices);

const LOOK_MS = 250;

export function Scanner({ onText, onClose }: { onText: (text: string) => void; onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let done = false;
    const detector = new (detectorClass()!)({ formats: ['qr_code'] });
    const look = async () => {
      const found = video.current ? await detector.detect(video.current).catch(() => []) : [];
      if (done) return;
      const [first] = found;
      if (first) return onText(first.rawValue);
      timer = setTimeout(() => void look(), LOOK_MS);
    };
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (done || !video.current) return;
      video.current.srcObject = stream;
      await video.current.play();
      await look();
    };
    begin().catch(() => setFailed(true));
    return () => {
      done = true;
      clearTimeout(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  return (
    <div class="scanner">
      {failed ? (
        <Notice kind="warning" title={t('counter.noCamera')}>
          <p>{t('counter.noCameraHint')}</p>
        </Notice>
      ) : (
        <video ref={video} muted playsInline aria-label={t('counter.scanning')} />
      )}
      <Button onClick={onClose}>{t('counter.stop')}</Button>
    </div>
  );
}
