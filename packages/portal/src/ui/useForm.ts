/** The course of a short form: what is wrong is shown beside each field and at the head, then the form is sent. */
import { useState } from 'preact/hooks';
import { useCommand } from './hooks';

export interface FormErrors {
  [id: string]: string | undefined;
}

/** `check` gives the words for each field that is wrong, by element id, in the order of the fields. */
export function useForm(check: () => FormErrors, send: (onRetry: (attempt: number) => void) => Promise<void>) {
  const [errors, setErrors] = useState<FormErrors>({});
  const [turn, setTurn] = useState(0);
  const command = useCommand();
  const lines = Object.entries(errors).flatMap(([id, text]) => (text ? [{ id, text }] : []));
  const submit = async () => {
    const found = check();
    setErrors(found);
    setTurn(turn + 1);
    if (Object.values(found).some(Boolean)) return;
    await command.run(send);
  };
  return {
    errors,
    lines,
    turn,
    command,
    onSubmit: (event: Event) => {
      event.preventDefault();
      void submit();
    },
  };
}
