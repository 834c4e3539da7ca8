/** Consent to keep personal data: what, what for, and one's rights, in plain words before the box. Never ticked beforehand. */
import { t } from '../i18n';
import { Check } from './fields';

interface ConsentProps {
  title: string;
  text: string[];
  agree: string;
  checked: boolean;
  error?: string;
  onChecked: (on: boolean) => void;
}

export function Consent({ title, text, agree, checked, error, onChecked }: ConsentProps) {
  return (
    <section class="consent" aria-label={title}>
      <h2>{title}</h2>
      <div class="prose">
        {text.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <Check id="consent" label={agree} required checked={checked} error={error} onChecked={onChecked} />
      <p class="hint">{t('consent.optional')}</p>
    </section>
  );
}
