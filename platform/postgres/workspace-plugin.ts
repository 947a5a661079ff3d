import {
  AndNode, BinaryOperationNode, ColumnNode, IdentifierNode, OnNode, OperationNodeTransformer, OperatorNode, RawNode, ReferenceNode,
  TableNode, ValueNode, WhereNode, type AliasNode, type DeleteQueryNode, type InsertQueryNode, type JoinNode, type KyselyPlugin,
  type MergeQueryNode, type OperationNode, type PluginTransformQueryArgs, type PluginTransformResultArgs, type QueryResult, type QueryId,
  type RootOperationNode, type SelectQueryNode, type UnknownRow, type UpdateQueryNode,
} from 'kysely';
import { Fault } from '../errors/fault.ts';
import { confineInsert } from './workspace-insert.ts';
import { refuseRawTables } from './raw-scope.ts';

/** Tables of a workspace, each with the column that says whose a row is. */
export type ScopedColumns = ReadonlyMap<string, string>;

/**
 * Confines every statement to one workspace. Filters go where they keep a join's meaning: into WHERE for what is
 * read from, into ON for what is joined. Raw SQL that names a workspace's table is refused; written as
 * `${sql.table('customer')}` the table is confined there too.
 */
export class WorkspacePlugin implements KyselyPlugin {
  readonly #transformer: Confiner;
  readonly #seen = new WeakSet<QueryId>();

  constructor(workspace: number, tables: ScopedColumns) {
    if (!Number.isInteger(workspace)) throw new RangeError(`Not a workspace: ${workspace}`);
    this.#transformer = new Confiner(workspace, tables);
  }

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    this.#seen.add(queryId);
    return this.#transformer.transformNode(node, queryId);
  }

  async transformResult({ result, queryId }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    if (!this.#seen.has(queryId)) throw new Fault('stores.unscoped', { what: 'a statement compiled elsewhere' });
    return result;
  }
}

class Confiner extends OperationNodeTransformer {
  readonly #workspace: number;
  readonly #tables: ScopedColumns;

  constructor(workspace: number, tables: ScopedColumns) {
    super();
    this.#workspace = workspace;
    this.#tables = tables;
  }

  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    const out = super.transformSelectQuery(node, queryId);
    const outer = out.joins?.some((join) => /^(Right|Full)/.test(join.joinType)) ?? false;
    const joins = out.joins?.map((join) => this.#confineJoin(join, outer));
    const froms = out.from?.froms ?? [];
    if (outer) return { ...out, joins, from: { kind: 'FromNode', froms: froms.map((from) => this.#confinedSource(from)) } };
    const crossed = (out.joins ?? []).filter((join) => join.on === undefined).map((join) => join.table);
    return { ...out, joins, where: this.#where(out.where, [...froms, ...crossed]) };
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId?: QueryId): UpdateQueryNode {
    const out = super.transformUpdateQuery(node, queryId);
    for (const { column } of out.updates ?? []) this.#refuseMove(out.table, column);
    const from = out.from === undefined ? {} : { from: { ...out.from, froms: out.from.froms.map((source) => this.#confinedSource(source)) } };
    const targets = out.table?.kind === 'ListNode' ? [] : [out.table];
    return { ...out, ...from, joins: out.joins?.map((join) => this.#confineJoin(join, true)), where: this.#where(out.where, targets.filter((target) => target !== undefined)) };
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, queryId?: QueryId): DeleteQueryNode {
    const out = super.transformDeleteQuery(node, queryId);
    const using = out.using === undefined ? {} : { using: { ...out.using, tables: out.using.tables.map((source) => this.#confinedSource(source)) } };
    return { ...out, ...using, joins: out.joins?.map((join) => this.#confineJoin(join, true)), where: this.#where(out.where, out.from.froms) };
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const out = super.transformInsertQuery(node, queryId);
    const column = out.into === undefined ? undefined : this.#columnOf(out.into);
    if (column === undefined) return out;
    if (column !== 'workspace') throw new Fault('stores.unscoped', { what: 'making a workspace' });
    const confined = confineInsert(out, this.#workspace);
    const { onConflict } = confined;
    if (onConflict?.updates === undefined || onConflict.updates.length === 0) return confined;
    for (const update of onConflict.updates) this.#refuseMove(out.into, update.column);
    return { ...confined, onConflict: { ...onConflict, updateWhere: this.#where(onConflict.updateWhere, [out.into!]) } };
  }

  protected override transformMergeQuery(_node: MergeQueryNode): MergeQueryNode {
    throw new Fault('stores.unscoped', { what: 'MERGE' });
  }

  protected override transformRaw(node: RawNode, queryId?: QueryId): RawNode {
    refuseRawTables(node.sqlFragments, this.#tables);
    const out = super.transformRaw(node, queryId);
    const parameters = out.parameters.map((parameter, index) => (this.#standsForRows(out, index) ? this.#confinedRows(parameter) : parameter));
    return { ...out, parameters };
  }

  /** A table in raw SQL stands for its rows unless a dot makes it part of a column's name. */
  #standsForRows(node: RawNode, index: number): boolean {
    return node.parameters[index]!.kind === 'TableNode' && !/^\s*\./.test(node.sqlFragments[index + 1] ?? '');
  }

  #columnOf(node: OperationNode): string | undefined {
    if (node.kind !== 'TableNode') return undefined;
    const { schema, identifier } = (node as TableNode).table;
    return this.#tables.get(schema === undefined || schema.name === 'public' ? identifier.name : `${schema.name}.${identifier.name}`);
  }

  /** The condition on a table or an aliased table; undefined for everything else, such as a subquery (filtered inside). */
  #condition(source: OperationNode): OperationNode | undefined {
    const aliased = source.kind === 'AliasNode' ? (source as AliasNode) : null;
    const table = aliased?.node ?? source;
    const column = this.#columnOf(table);
    if (column === undefined) return undefined;
    const named = aliased === null ? (table as TableNode) : TableNode.create(nameOf(aliased.alias));
    return BinaryOperationNode.create(ReferenceNode.create(ColumnNode.create(column), named), OperatorNode.create('='), ValueNode.create(this.#workspace));
  }

  #where(where: WhereNode | undefined, sources: readonly OperationNode[]): WhereNode | undefined {
    const conditions = sources.map((source) => this.#condition(source)).filter((condition) => condition !== undefined);
    return conditions.reduce<WhereNode | undefined>(
      (all, condition) => WhereNode.create(all === undefined ? condition : AndNode.create(parenthesised(all.where), condition)), where);
  }

  #confineJoin(join: JoinNode, asSource: boolean): JoinNode {
    const condition = this.#condition(join.table);
    if (condition === undefined) return join;
    if (asSource) return { ...join, table: this.#confinedSource(join.table) };
    if (join.on === undefined) return join;
    return { ...join, on: OnNode.create(AndNode.create(parenthesised(join.on.on), condition)) };
  }

  /** `(select * from t where workspace = n) as t`: means the same wherever a table may stand. */
  #confinedSource(source: OperationNode): OperationNode {
    if (this.#condition(source) === undefined) return source;
    const aliased = source.kind === 'AliasNode' ? (source as AliasNode) : null;
    const table = (aliased?.node ?? source) as TableNode;
    return { kind: 'AliasNode', node: this.#confinedRows(table), alias: aliased?.alias ?? IdentifierNode.create(table.table.identifier.name) } as AliasNode;
  }

  #confinedRows(table: OperationNode): OperationNode {
    const column = this.#columnOf(table);
    if (column === undefined) return table;
    return RawNode.create(['(select * from ', ` where ${column} = `, ')'], [table, ValueNode.create(this.#workspace)]);
  }

  #refuseMove(table: OperationNode | undefined, column: OperationNode): void {
    const target = table?.kind === 'AliasNode' ? (table as AliasNode).node : table;
    const owner = target === undefined ? undefined : this.#columnOf(target);
    if (owner !== undefined && column.kind === 'ColumnNode' && (column as ColumnNode).column.name === owner) throw new Fault('stores.unscoped', { what: 'moving a row to a workspace' });
  }
}

const parenthesised = (node: OperationNode): OperationNode => RawNode.create(['(', ')'], [node]);

function nameOf(alias: OperationNode): string {
  if (alias.kind === 'IdentifierNode') return (alias as IdentifierNode).name;
  throw new Fault('stores.unscoped', { what: 'an alias in raw SQL' });
}
