import {
  AliasNode, ColumnNode, IdentifierNode, PrimitiveValueListNode, RawNode, SelectionNode, ValueListNode, ValueNode, ValuesNode,
  type InsertQueryNode, type OperationNode, type SelectQueryNode,
} from 'kysely';
import { Fault } from '../errors/fault.ts';

const COLUMN = 'workspace';

/** Gives every inserted row its workspace; a row that names another one is refused. */
export function confineInsert(node: InsertQueryNode, workspace: number): InsertQueryNode {
  const columns = node.columns ?? [];
  const at = columns.findIndex(({ column }) => column.name === COLUMN);
  const named = at >= 0 ? columns : [...columns, ColumnNode.create(COLUMN)];
  if (node.defaultValues === true) {
    const { defaultValues: _, ...rest } = node;
    return { ...rest, columns: named, values: ValuesNode.create([PrimitiveValueListNode.create([workspace])]) };
  }
  if (node.values?.kind === 'ValuesNode') {
    const rows = (node.values as ValuesNode).values.map((row) => withWorkspace(row, at, workspace));
    return { ...node, columns: named, values: ValuesNode.create(rows) };
  }
  if (node.values?.kind === 'SelectQueryNode' && at < 0 && columns.length > 0) {
    const select = node.values as SelectQueryNode;
    if (select.setOperations === undefined || select.setOperations.length === 0) {
      const value = SelectionNode.create(AliasNode.create(RawNode.create(['cast(', ' as integer)'], [ValueNode.create(workspace)]), IdentifierNode.create(COLUMN)));
      return { ...node, columns: named, values: { ...select, selections: [...(select.selections ?? []), value] } as SelectQueryNode };
    }
  }
  throw new Fault('stores.unscoped', { what: 'this kind of INSERT' });
}

function withWorkspace(row: ValuesNode['values'][number], at: number, workspace: number): ValuesNode['values'][number] {
  if (at < 0) {
    return row.kind === 'PrimitiveValueListNode' ? PrimitiveValueListNode.create([...row.values, workspace]) : ValueListNode.create([...row.values, ValueNode.create(workspace)]);
  }
  const given: unknown = row.kind === 'PrimitiveValueListNode' ? row.values[at] : plain(row.values[at]);
  if (given !== workspace) throw new Fault('stores.unscoped', { what: `a row for workspace ${String(given)}` });
  return row;
}

function plain(node: OperationNode | undefined): unknown {
  return node?.kind === 'ValueNode' ? (node as ValueNode).value : undefined;
}
