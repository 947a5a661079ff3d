import { Button } from '@mantine/core';
import type { FormEventHandler, ReactNode } from 'react';
import type { ApiFault } from '../api.ts';
import { FaultNotice } from './fault-notice.tsx';
import classes from './form.module.css';

interface FormShown {
  onSubmit: FormEventHandler<HTMLFormElement>;
  /** What the button does, in words: "Create the segment". */
  submit: string;
  pending?: boolean;
  fault?: ApiFault | null;
  /** Beside the button: a second way out. */
  also?: ReactNode;
  children: ReactNode;
}

/** Fields under each other, the refusal above the button that caused it. */
export function Form({ onSubmit, submit, pending, fault, also, children }: FormShown) {
  return (
    <form noValidate onSubmit={onSubmit} className={classes.form}>
      {children}
      {fault ? <FaultNotice fault={fault} /> : null}
      <div className={classes.buttons}><Button type="submit" loading={pending ?? false}>{submit}</Button>{also}</div>
    </form>
  );
}

/** Fields that belong on one line where there is room. */
export function Row({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>;
}
