import { Button } from '@mantine/core';
import { useState } from 'react';
import { ApiFault } from '../../api.ts';
import { HeatTable } from '../../kit/charts/heat-table.tsx';
import { Ranked } from '../../kit/charts/ranked.tsx';
import { SeriesChart } from '../../kit/charts/series-chart.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { Copyable } from '../../kit/copyable.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { IntervalBar } from '../../kit/interval-bar.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Progress } from '../../kit/progress.tsx';
import { Section } from '../../kit/section.tsx';
import { Tag } from '../../kit/tag.tsx';
import { FormatPlace, useFormat } from '../../kit/use-format.tsx';
import { Appearance } from '../../shell/appearance.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { MONTHS, PLANNED, SOLD, forecast, people } from './examples.ts';

export function Page() {
  return <FormatPlace currency="GBP" timeZone="Europe/London"><div style={{ maxWidth: 1120, margin: '0 auto', padding: 24 }}><Pieces /></div></FormatPlace>;
}

function Pieces() {
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  return (
    <KitPage title="The kit" meaning="Repeat revenue is 6% behind plan; two audiences explain most of it." actions={<><LanguageSwitch /><Appearance /></>}>
      <Figures>
        <Figure label="Net revenue" value={format.moneyShort(118_654_321)} comparison={{ text: '6% behind plan', is: 'worse', direction: 'down' }} />
        <Figure label="Added by the letter" value={format.moneyShort(412_000)} interval={`between ${format.moneyShort(-120_000)} and ${format.moneyShort(690_000)}`} note={<IntervalBar low={-120_000} expected={412_000} high={690_000} scale={[-200_000, 800_000]} label="gain" />} />
        <Figure label="Customers" value={format.count(5878)} comparison={{ text: '17% more than before', is: 'better', direction: 'up' }} />
        <Figure label="Will buy again" value={null} note="Too little history: 40 customers with two orders are needed." />
      </Figures>
      <Section title="Sold, against plan" meaning="The forecast shows its interval as a band.">
        <SeriesChart
          kind="line" x={MONTHS} label="Sold against plan" writeX={format.month} writeXShort={format.monthShort} write={format.money} writeShort={format.moneyShort}
          series={[{ id: 'sold', name: 'Sold', means: 'actual', values: SOLD }, { id: 'plan', name: 'Plan', means: 'plan', values: PLANNED }, { id: 'forecast', name: 'Expected', means: 'expected', ...forecast() }]}
        />
      </Section>
      <Section title="Kinds, stacked">
        <SeriesChart
          kind="stacked" x={MONTHS} label="Stacked" writeX={format.month} writeXShort={format.monthShort} write={format.money} writeShort={format.moneyShort}
          series={['Search', 'Letters', 'Posters', 'Friends', 'Partners', 'Others'].map((name, nth) => ({ id: name, name, means: 'kind' as const, values: SOLD.map((value) => (value ?? 0) / (nth + 2)) }))}
        />
      </Section>
      <Section title="Ranked"><Ranked label="Ranked" write={format.money} items={['United Kingdom', 'REGENCY CAKESTAND 3 TIER, WITH A NAME THAT DOES NOT END', '德国', 'Returns only'].map((name, nth) => ({ id: name, label: name, value: [9_000_000_00, 260_000_00, 200_000_00, -120_000_00][nth]! }))} /></Section>
      <Section title="Shaded"><HeatTable caption="Shaded" corner="Cohort" sizeLabel="Size" rows={MONTHS.slice(0, 6).map((id) => ({ id, label: format.monthShort(id), size: '948' }))} columns={[1, 2, 3, 4, 5, 6].map((n) => ({ id: String(n), label: String(n) }))} value={(row, column) => (MONTHS.indexOf(row) + Number(column) > 6 ? null : 0.4 / Number(column))} write={format.share} /></Section>
      <Section title="Five thousand rows" bare><DataTable caption="People" columns={[{ id: 'name', header: 'Name', cell: (one) => one.name, sortBy: (one) => one.name }, { id: 'spent', header: 'Spent', numeric: true, cell: (one) => format.money(one.spent), sortBy: (one) => one.spent }, { id: 'state', header: 'State', cell: () => <Tag tone="active">running</Tag> }]} rows={people} rowKey={(one) => one.id} more={{ onMore: () => setAsking(true), pending: false }} /></Section>
      <Section title="States" bare>
        <div style={{ display: 'grid', gap: 16 }}>
          <div><Tag>draft</Tag> <Tag tone="active">running</Tag> <Tag tone="better">ahead</Tag> <Tag tone="worse">failed</Tag></div>
          <EmptyState title="Campaigns stand here" action={<Button>Start a campaign</Button>} example="In the sample company: “The Sunday letter” to 840 who are slipping away.">A campaign writes to a segment once.</EmptyState>
          <FaultNotice fault={new ApiFault(503, 'stores.unavailable', 'The events store does not answer just now. Nothing was lost; try again in a moment.', 'retry')} onRetry={() => setAsking(true)} />
          <Progress label="Reading orders.csv" done={234_567} total={541_909} unit="rows" onStop={() => setAsking(true)} />
          <Copyable label="Snippet" text={'<script async src="https://shop.example/t.js" data-write-key="wk_0123456789"></script>'} />
          <div><Button color="worse" onClick={() => setAsking(true)}>Delete the segment</Button></div>
        </div>
      </Section>
      <Confirm opened={asking} onClose={() => setAsking(false)} onConfirm={() => setAsking(false)} title="Delete this segment?" action="Delete it" typed="Slipping away">This cannot be undone.</Confirm>
    </KitPage>
  );
}
