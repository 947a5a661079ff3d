import { faultOf, type ApiFault } from '../api.ts';

interface FormWithFields { setFieldError: (path: string, error: string) => void; getValues: () => Record<string, unknown> }

/**
 * Puts a refusal at the field it names, if the form has that field; answers what is left to show above the button.
 * The server names a field by its path in the request, as `body.email` or `email`.
 */
export function placeFault(form: FormWithFields, thrown: unknown): ApiFault | null {
  const fault = faultOf(thrown);
  const field = String(fault.values['field'] ?? '').replace(/^(body|query|params)[./]/, '');
  const root = field.split('.')[0] ?? '';
  if (fault.code !== 'request.invalid' || root === '' || !(root in form.getValues())) return fault;
  form.setFieldError(field, String(fault.values['reason'] ?? fault.message));
  return null;
}
