import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { faultOf } from '../api.ts';
import { FaultNotice } from './fault-notice.tsx';
import { Page } from './page.tsx';
import { Waiting } from './waiting.tsx';

interface Asked<T> {
  answer: UseQueryResult<T>;
  /** What stands there meanwhile; it should take as much room as what follows. */
  waiting?: ReactNode;
  /** Where the answer is the whole page: what stands above a refusal, and the way back. */
  page?: { title: string; back?: { to: string; label: string } };
  children: (data: T) => ReactNode;
}

/** The three states of a question to the server: on its way, refused, answered. */
export function Answered<T>({ answer, waiting, page, children }: Asked<T>) {
  if (answer.data !== undefined) return <>{children(answer.data)}</>;
  if (answer.isError) {
    const notice = <FaultNotice fault={faultOf(answer.error)} onRetry={() => void answer.refetch()} />;
    return page ? <Page {...page}>{notice}</Page> : notice;
  }
  return <>{waiting ?? <Waiting />}</>;
}
