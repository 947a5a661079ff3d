import { faultOf, type ApiFault } from '../api.ts';

interface FormWithFields { setFieldError: (path: string, error: string) => void; getValues: () => Record<string, unknown> }

/** Puts a refusal at the fields it names, as far as the form has them; answers what is left to show above the button. */
export function placeFault(form: FormWithFields, thrown: unknown): ApiFault | null {
  const fault = faultOf(thrown);
  const known = form.getValues();
  const placed = fault.issues.filter(({ field }) => (field.split('.')[0] ?? '') in known);
  for (const { field, reason } of placed) form.setFieldError(field, reason);
  return placed.length > 0 && placed.length === fault.issues.length ? null : fault;
}
