import { FORM_IDS, FORMS, type FormChoice } from '../../shared/input/forms.ts';
import { useInspection } from '../store/inspection.ts';
import { chooseForm, useRequest } from '../store/request.ts';
import { Picker } from '../ui/Picker.tsx';
import styles from './RequestBar.module.css';

/** The form the request is in: by its own signs, or as the user says. */
export function FormField() {
  const form = useRequest((state) => state.form);
  const read = useInspection((state) => state.result?.recognised.form ?? null);
  const auto = {
    value: 'auto' as const,
    label: form === 'auto' && read ? `Auto: ${FORMS[read].short}` : 'Auto',
    note: 'By its roles, content blocks, tools and parameters',
  };
  const options = [
    auto,
    ...FORM_IDS.map((id) => ({
      value: id,
      label: FORMS[id].label,
      short: FORMS[id].short,
      note: FORMS[id].note,
    })),
  ];
  return (
    <span className={styles.form}>
      <Picker<FormChoice>
        label="Form"
        name="Form of the request"
        value={form}
        options={options}
        onChange={chooseForm}
      />
    </span>
  );
}
